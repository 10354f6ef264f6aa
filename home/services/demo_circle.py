"""The demo's batch in which the learner of the demo learns."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from catalog.models import CoursePage, Enrollment
from classroom.models import AttendanceStatus, CourseBatch, Joining, JoinSource
from classroom.services.announcements import AnnouncementDraft, post_announcement
from classroom.services.attendance import Mark, mark_attendance, mark_others_present
from classroom.services.batches import BatchPlan, create_batch
from classroom.services.joining import join_batch
from classroom.services.slots import SlotPlan
from home.demo import circle
from home.demo.people import LEARNER


def load_circle(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """People who take the course already, and meet each week; where there is none of its name yet."""
    course, teacher = courses[circle.COURSE], people[circle.TEACHER]
    if CourseBatch.objects.filter(course_key=course.translation_key, name=circle.NAME).exists():
        return
    monday = _monday(now)
    plan = BatchPlan(
        name=circle.NAME,
        starts_on=monday,
        ends_on=monday + timedelta(weeks=circle.WEEKS),
        timezone=circle.TIMEZONE,
        joining=Joining.CODE,
    )
    weekly = SlotPlan(
        weekday=circle.WEEKDAY,
        begins=circle.BEGINS,
        minutes=circle.MINUTES,
        title=circle.MEETING,
        host=teacher,
    )
    batch = create_batch(course=course, plan=plan, teacher=teacher, slots=[weekly], now=_opened(monday))
    for person in _learners(course, people):
        join_batch(user=person, batch=batch, source=JoinSource.CODE, now=batch.begins_at)
    draft = AnnouncementDraft(text=circle.WELCOME, is_pinned=True, by_mail=False)
    post_announcement(user=teacher, batch=batch, draft=draft, now=batch.begins_at + timedelta(hours=8))
    _mark(batch, teacher, now)


def _monday(now: datetime) -> date:
    today = now.astimezone(ZoneInfo(circle.TIMEZONE)).date()
    return today - timedelta(weeks=circle.WEEKS_AGO, days=today.weekday())


def _opened(monday: date) -> datetime:
    """When the batch was made: before its first meeting."""
    return datetime.combine(monday, time(), tzinfo=ZoneInfo(circle.TIMEZONE))


def _learners(course: CoursePage, people: dict[str, User]) -> list[User]:
    """The learner of the demo and some others of the course."""
    learner = people[LEARNER.email]
    runs = Enrollment.objects.filter(course_key=course.translation_key, is_active=True).exclude(user=learner)
    return [learner, *(run.user for run in runs.select_related("user").order_by("pk")[: circle.SEATED])]


def _mark(batch: CourseBatch, teacher: User, now: datetime) -> None:
    """Who was there: everybody but one, another one each time."""
    members = list(batch.members.order_by("pk").values_list("user_id", flat=True))
    for place, session in enumerate(batch.sessions.filter(ends_at__lt=now).order_by("starts_at"), start=1):
        statuses = (AttendanceStatus.ABSENT, AttendanceStatus.LATE, AttendanceStatus.EXCUSED)
        mark = Mark(user_id=members[place % len(members)], status=statuses[place % len(statuses)])
        mark_attendance(session=session, marks=[mark], by=teacher, now=session.ends_at)
        mark_others_present(session=session, by=teacher, now=session.ends_at)
