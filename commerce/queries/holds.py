"""What somebody keeps from others by an order of their own that is not paid yet."""

from datetime import datetime

from classroom.queries.seats import seats_kept_for
from commerce.models import Hold, OrderStatus


def held_by(user) -> set[int]:
    """The ids of the stocks of which `user` holds one; one query, none for a visitor."""
    if user is None or not user.is_authenticated:
        return set()
    own = Hold.objects.filter(order__user=user, order__status=OrderStatus.PENDING, state=Hold.State.HELD)
    return set(own.values_list("stock_id", flat=True))


def taken_for(user, now: datetime) -> set[int]:
    """The ids of the stocks of which one is taken for `user` already: by an order of theirs, or by a waitlist."""
    return held_by(user) | seats_kept_for(user, now)
