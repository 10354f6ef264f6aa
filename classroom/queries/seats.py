"""Reading which seats are kept for somebody."""

from datetime import datetime

from django.db.models import Q

from classroom.models import WaitlistEntry


def seats_kept_for(user, now: datetime) -> set[int]:
    """The ids of the stocks of batches in which the waitlist keeps a seat for `user`; none for a visitor."""
    if user is None or not user.is_authenticated:
        return set()
    waits = WaitlistEntry.objects.filter(Q(claim_until__gt=now) | Q(is_paying=True), user=user, ended_at=None)
    return set(waits.values_list("batch__stock_id", flat=True))
