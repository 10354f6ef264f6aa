"""Reviews, and learners who have come far enough to write one."""

from typing import Any

from accounts.models import User
from catalog.models import CoursePage, Enrollment, Review
from catalog.services.ratings import push_rating
from catalog.services.reviews import write_review
from tests.factories.accounts import UserFactory
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


def make_reviews(course: CoursePage, count: int, *, stars: int | None = None) -> list[Review]:
    """So many reviews of new people at one stroke, to be listed and counted; their stars go round unless given.

    These people have no enrollment, and nobody reacts to their reviews.
    """
    people = User.objects.bulk_create(UserFactory.build_batch(count))
    reviews = Review.objects.bulk_create(
        Review(user=user, course_key=course.translation_key, stars=stars or number % 5 + 1, text="Clear and kind.")
        for number, user in enumerate(people)
    )
    push_rating(course.translation_key)
    return reviews
