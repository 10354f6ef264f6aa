"""A batch of the demo that is over: those who were in it still read everything."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from catalog.models import CoursePage
from classroom.models import CourseBatch, Joining, JoinSource, TeacherRole
from classroom.services.batches import BatchPlan, archive_batch, create_batch
from classroom.services.joining import join_batch
from classroom.services.slots import SlotPlan
from classroom.services.teachers import add_teacher
from home.demo import batches_over, classroom
from home.demo.people import LEARNERS


def load_old_batch(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """Where there is none of its name: a batch with weekly times and an assistant, lived through and archived."""
    course = courses[classroom.COURSE]
    if CourseBatch.objects.filter(course_key=course.translation_key, name=batches_over.NAME).exists():
        return
    last = now.astimezone(ZoneInfo(classroom.TIMEZONE)).date() - timedelta(weeks=batches_over.WEEKS_AGO)
    teacher = people[classroom.TEACHER]
    plan = BatchPlan(
        name=batches_over.NAME,
        starts_on=last - timedelta(weeks=batches_over.WEEKS),
        ends_on=last,
        timezone=classroom.TIMEZONE,
        seats=classroom.SEATS,
        joining=Joining.CODE,
    )
    evening = SlotPlan(
        weekday=batches_over.WEEKDAY,
        begins=time(batches_over.HOUR),
        minutes=batches_over.MINUTES,
        title=batches_over.TITLE,
        host=teacher,
    )
    batch = create_batch(course=course, plan=plan, teacher=teacher, slots=[evening])
    add_teacher(batch=batch, user=people[batches_over.ASSISTANT], role=TeacherRole.ASSISTANT)
    for person in LEARNERS[-batches_over.SEATED :]:
        join_batch(user=people[person.email], batch=batch, source=JoinSource.CODE, now=batch.begins_at)
    archive_batch(batch=batch, now=batch.over_at + timedelta(days=1))
