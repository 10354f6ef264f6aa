"""Giving up the address of a calendar feed for a new one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from classroom.models import CalendarFeed


@transaction.atomic
def renew_feed(*, user: User, now: datetime | None = None) -> CalendarFeed:
    """Make the present address of the calendar of `user` void; programs that read it find nothing from now on."""
    CalendarFeed.objects.get_or_create(user=user)
    feed = CalendarFeed.objects.select_for_update().get(user=user)
    feed.generation += 1
    feed.renewed_at = now or timezone.now()
    feed.save(update_fields=["generation", "renewed_at"])
    return feed
