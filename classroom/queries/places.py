"""Finding somebody's place again after they were moved."""

from classroom.models import BatchMember


def place_of(*, batch_id: int, user_id: int) -> BatchMember | None:
    """The seat that somebody has by their place in this batch: there, or where they were moved to; None without one.

    A refund of an order asks it for the place that the order has given.
    """
    place = BatchMember.objects.filter(batch_id=batch_id, user_id=user_id).first()
    while place is not None and place.left_at is not None:
        # A way ends at a seat or where somebody left: moving to a place opens it, and an open one leads nowhere on.
        place = place.moved_to
    return place
