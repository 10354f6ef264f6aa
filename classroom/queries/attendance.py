"""Reading who was in which session."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from classroom.models import Attendance, BatchMember, CourseBatch, LiveSession, Presence

# What a partner tells later than this after a session's end is not waited for.
LATE_NOTICES = timedelta(hours=24)
# Where nobody has reckoned for some time, sessions from before are left to teachers.
LOOK_BACK = timedelta(days=14)
# How much is known of presences: it grows with each who came, who went, who was recognised.
HEARD = Count("pk") + Count("left_at") + Count("user")


def members_of_session(session: LiveSession) -> QuerySet[BatchMember]:
    """Those who were in the batch while the session took place, and those of whom something was said already."""
    was_in = Q(joined_at__lt=session.ends_at) & (Q(left_at=None) | Q(left_at__gt=session.starts_at))
    known = Exists(Attendance.objects.filter(session=session, member=OuterRef("pk")))
    return BatchMember.objects.filter(was_in | Q(known), batch=session.batch_id)


def heard_of(session: LiveSession) -> int:
    """How much is known of the session's presences; 0: nothing was heard of its room."""
    return Presence.objects.filter(session=session).aggregate(heard=HEARD)["heard"]


def sessions_to_reckon(ended_by: datetime) -> QuerySet[LiveSession]:
    """Sessions that had ended by then and were not reckoned, or of which more was heard or changed since.

    Those of an archived batch too, where they were over before. Further back than LOOK_BACK nothing is looked for.
    """
    heard = Presence.objects.filter(session=OuterRef("pk")).order_by().values("session").annotate(heard=HEARD)
    heard_now = Coalesce(Subquery(heard.values("heard"), output_field=IntegerField()), 0)
    has_news = ~Q(reckoning__heard=F("heard_now")) | ~Q(reckoning__revision=F("revision"))
    sessions = LiveSession.objects.filter(
        Q(batch__archived_at=None) | Q(batch__archived_at__gte=F("ends_at")),
        cancelled_at=None,
        ends_at__lte=ended_by,
        starts_at__gt=ended_by - LOOK_BACK,
    )
    is_recent = Q(ends_at__gt=ended_by - LATE_NOTICES)
    is_judged_otherwise = ~Q(reckoning__percent=F("batch__attendance_percent"))
    is_due = Q(reckoning=None) | is_judged_otherwise | (is_recent & has_news)
    return sessions.annotate(heard_now=heard_now).filter(is_due).order_by("pk")


def attendance_in(batch: CourseBatch) -> QuerySet[Attendance]:
    """What is known of everybody in the batch, by session, then by name; with sessions and people."""
    rows = Attendance.objects.filter(session__batch=batch, session__cancelled_at=None)
    rows = rows.select_related("session", "member__user")
    return rows.order_by("session__starts_at", "session", "member__user__display_name", "pk")
