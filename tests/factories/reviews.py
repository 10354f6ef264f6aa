"""Reviews, and learners who have come far enough to write one."""

from typing import Any

from accounts.models import User
from catalog.models import CoursePage, Enrollment, Review
from catalog.services.reviews import write_review
from tests.factories.catalog import a_learner, enroll


def far_enough(course: CoursePage, user: User | None = None, *, completed: int = 1, required: int = 5) -> User:
    """A learner of `course` whose counted progress is `completed` of `required` lessons."""
    enrollment = enroll(user or a_learner(), course)
    Enrollment.objects.filter(pk=enrollment.pk).update(completed_count=completed, required_count=required)
    return enrollment.user


def make_review(
    course: CoursePage, *, user: User | None = None, stars: int = 4, text: str = "Clear and kind.", **times: Any
) -> Review:
    """A review by a learner (a new one) who has come far enough, through the service."""
    return write_review(user=user or far_enough(course), course=course, stars=stars, text=text, **times)
