"""What happens next for a person."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from accounts.models import User
from classroom.models import BatchMember, BatchTeacher, LiveSession

from .calendar import session_entry
from .calendar_entries import Entry


def coming_up(user: User, *, now: datetime, most: int) -> list[Entry]:
    """The next sessions in which `user` learns or teaches, the one that runs included. One query."""
    mine = {"batch": OuterRef("batch"), "user": user}
    learns = Exists(BatchMember.objects.filter(**mine, left_at=None))
    teaches = Exists(BatchTeacher.objects.filter(**mine))
    sessions = LiveSession.objects.filter(
        learns | teaches, ends_at__gt=now, cancelled_at=None, batch__archived_at=None
    ).select_related("batch")
    return [session_entry(session) for session in sessions.order_by("starts_at", "pk")[:most]]
