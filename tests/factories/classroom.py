"""Batches, made the way teachers make them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from catalog.models import CoursePage
from classroom.models import BatchMember, CourseBatch, Joining, JoinSource
from classroom.services.batches import BatchPlan, create_batch
from classroom.services.joining import join_batch
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import make_course

JAKARTA = "Asia/Jakarta"


def make_plan(**changes: Any) -> BatchPlan:
    """Four weeks from today on, by the clocks of Jakarta."""
    today = timezone.now().date()
    usual = {"name": "Morning group", "starts_on": today, "ends_on": today + timedelta(days=28), "timezone": JAKARTA}
    return BatchPlan(**{**usual, **changes})


def make_batch(course: CoursePage | None = None, *, teacher: User | None = None, **plan: Any) -> CourseBatch:
    """A batch that anybody may join unless said otherwise."""
    course, teacher, slots = course or make_course(modules=0), teacher or InstructorFactory(), plan.pop("slots", ())
    plan = make_plan(**{"joining": Joining.ANYBODY, **plan})
    return create_batch(course=course, plan=plan, teacher=teacher, slots=slots)


def seat(batch: CourseBatch, user: User | None = None, source: str = JoinSource.STAFF) -> BatchMember:
    """Somebody who is in the batch."""
    return join_batch(user=user or UserFactory(), batch=batch, source=source)
