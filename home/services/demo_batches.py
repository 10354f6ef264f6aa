"""The demo's batches."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from catalog.models import CoursePage
from classroom.models import CourseBatch, Joining, JoinSource
from classroom.services.batches import BatchPlan, create_batch
from classroom.services.joining import join_batch
from home.demo import classroom
from home.demo.people import LEARNER, LEARNERS
from home.services.demo_batch_sale import load_batch_sale
from home.services.demo_old_batch import load_old_batch
from home.services.demo_stream import load_stream

from .demo_attendance import load_attendance
from .demo_circle import load_circle
from .demo_openings import load_openings
from .demo_roster import load_roster
from .demo_sessions import load_sessions


@transaction.atomic
def load_batches(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """The batches of the demo, each where there is none of its name yet."""
    load_old_batch(people=people, courses=courses, now=now)
    _load_evenings(people, courses, now)
    load_circle(people=people, courses=courses, now=now)
    load_batch_sale(people=people, courses=courses, now=now)


def _load_evenings(people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """A batch that began last week, with a few seats left, where there is none of its name yet."""
    course = courses[classroom.COURSE]
    if CourseBatch.objects.filter(course_key=course.translation_key, name=classroom.NAME).exists():
        return
    first = now.astimezone(ZoneInfo(classroom.TIMEZONE)).date() - timedelta(days=7)
    plan = BatchPlan(
        name=classroom.NAME,
        starts_on=first,
        ends_on=first + timedelta(weeks=classroom.WEEKS),
        timezone=classroom.TIMEZONE,
        seats=classroom.SEATS,
        joining=Joining.CODE,
    )
    batch = create_batch(course=course, plan=plan, teacher=people[classroom.TEACHER])
    others = [person for person in LEARNERS if person.email != LEARNER.email]
    for place, person in enumerate(others[: classroom.SEATED]):
        moment = now - timedelta(days=16 - place, hours=place)
        join_batch(user=people[person.email], batch=batch, source=JoinSource.CODE, now=moment)
    load_openings(batch=batch, course=course, now=now)
    load_stream(batch=batch, people=people, now=now)
    load_sessions(batch=batch, teacher=people[classroom.TEACHER], now=now)
    load_attendance(batch=batch, teacher=people[classroom.TEACHER], now=now)
    free = [people[person.email] for person in others[classroom.SEATED :]]
    load_roster(batch=batch, course=course, teacher=people[classroom.TEACHER], others=free, now=now)
