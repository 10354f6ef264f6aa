"""Which sessions are near, and whom to remind of them."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from classroom.models import BatchMember, BatchTeacher, LiveSession, Notice, ReminderOptOut, SessionReminder

AHEAD = {Notice.DAY: timedelta(hours=24), Notice.SOON: timedelta(minutes=15)}


def sessions_near(notice: str, now: datetime) -> QuerySet[LiveSession]:
    """Sessions that begin within the time of the notice, of which nobody was reminded yet at the time they have.

    A day before only those that stand so since before then, and not when the later notice is due already.
    """
    ahead = AHEAD[Notice(notice)]
    told = SessionReminder.objects.filter(session=OuterRef("pk"), notice=notice, starts_at=OuterRef("starts_at"))
    sessions = LiveSession.objects.filter(
        ~Exists(told), cancelled_at=None, batch__archived_at=None, starts_at__gt=now, starts_at__lte=now + ahead
    )
    if notice == Notice.DAY:
        sessions = sessions.filter(starts_at__gt=now + AHEAD[Notice.SOON], changed_at__lte=F("starts_at") - ahead)
    return sessions


def people_to_remind(batch_id: int, behind: int) -> QuerySet[User]:
    """Active people who learn in the batch or teach it and want its reminders, by id, with a greater one."""
    mine = {"batch": batch_id, "user": OuterRef("pk")}
    learns = Exists(BatchMember.objects.filter(**mine, left_at=None))
    teaches = Exists(BatchTeacher.objects.filter(**mine))
    people = User.objects.filter(Q(learns) | Q(teaches), is_active=True, pk__gt=behind)
    return people.exclude(Exists(ReminderOptOut.objects.filter(**mine))).order_by("pk")


def wants_reminders(user_id: int, batch_id: int) -> bool:
    """Whether the person gets mails about the sessions of the batch; one query."""
    return not ReminderOptOut.objects.filter(user=user_id, batch=batch_id).exists()
