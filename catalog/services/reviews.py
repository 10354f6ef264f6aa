"""Reviews by learners, and the one answer of the team."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalog.errors import (
    NotOnTeam,
    ReviewInvalid,
    ReviewIsHidden,
    ReviewMissing,
    ReviewOfOwnCourse,
    ReviewTooEarly,
)
from catalog.events import ReviewWritten
from catalog.models import CoursePage, CourseTeam, Enrollment, Review
from catalog.models.review import MAX_REVIEW_LETTERS, STARS
from lms_site.events import publish

from .enrollment import lock_open_enrollment
from .plain_text import clean_text
from .ratings import push_rating

PERCENT_TO_REVIEW = 20


@transaction.atomic
def write_review(*, user, course: CoursePage, stars: int, text: str, now: datetime | None = None) -> Review:
    """Keep the review of `user`, the first or a changed one; there is one a learner and course.

    The first needs 20 % of the course; later changes need the enrollment alone, as a course may grow. A
    hidden review stays hidden when it is changed. Publishes ReviewWritten for the first. Raises
    NotEnrolled, ReviewTooEarly, ReviewOfOwnCourse, ReviewInvalid, TextMissing, TextTooLong.
    """
    now, key = now or timezone.now(), course.translation_key
    if stars not in STARS:
        raise ReviewInvalid
    text = clean_text(text, longest=MAX_REVIEW_LETTERS)
    # The lock on the enrollment is what makes two first reviews of one learner come one after the other.
    enrollment = lock_open_enrollment(user=user, course_key=key, now=now)
    review = Review.objects.select_for_update(of=("self",)).filter(user=user, course_key=key).first()
    if review is None:
        refuse_first_review(user, enrollment)
        review = Review.objects.create(user=user, course_key=key, stars=stars, text=text, created_at=now)
        publish(ReviewWritten(review_id=review.pk))
    elif (review.stars, review.text) == (stars, text):
        return review
    else:
        review.stars, review.text, review.edited_at = stars, text, now
        review.save(update_fields=["stars", "text", "edited_at"])
    push_rating(key)
    return review


def refuse_first_review(user, enrollment: Enrollment) -> None:
    """Raise ReviewTooEarly or ReviewOfOwnCourse when `user` may not review the course of the open `enrollment`."""
    if enrollment.percent < PERCENT_TO_REVIEW:
        raise ReviewTooEarly
    if is_on_team(user, enrollment.course_key):
        raise ReviewOfOwnCourse


@transaction.atomic
def delete_review(*, user, course_key: UUID) -> None:
    """Take the review of `user` away with its votes and answer; without one, nothing happens.

    Possible after leaving the course, too. Raises ReviewIsHidden: else it could be written anew, unhidden.
    """
    review = Review.objects.select_for_update(of=("self",)).filter(user=user, course_key=course_key).first()
    if review is None:
        return
    if review.is_hidden:
        raise ReviewIsHidden
    review.delete()
    push_rating(course_key)


@transaction.atomic
def answer_review(*, user, review_id: int, text: str, now: datetime | None = None) -> Review:
    """Put the team's answer under a review, or in place of the one before.

    Raises ReviewMissing (hidden ones are), NotOnTeam, TextMissing, TextTooLong.
    """
    review = _lock_for_team(user, review_id)
    review.answer = clean_text(text, longest=MAX_REVIEW_LETTERS)
    review.answered_by, review.answered_at = user, now or timezone.now()
    review.save(update_fields=["answer", "answered_by", "answered_at"])
    push_rating(review.course_key)
    return review


@transaction.atomic
def remove_answer(*, user, review_id: int) -> None:
    """Take the team's answer away; without one, nothing happens. Raises ReviewMissing, NotOnTeam."""
    review = _lock_for_team(user, review_id)
    review.answer, review.answered_by, review.answered_at = "", None, None
    review.save(update_fields=["answer", "answered_by", "answered_at"])
    push_rating(review.course_key)


def _lock_for_team(user, review_id: int) -> Review:
    review = lock_shown_review(review_id)
    if not is_on_team(user, review.course_key):
        raise NotOnTeam
    return review


def lock_shown_review(review_id: int) -> Review:
    """The locked review, if people may see it; raises ReviewMissing. Call inside a transaction."""
    review = Review.objects.select_for_update(of=("self",)).filter(pk=review_id, is_hidden=False).first()
    if review is None:
        raise ReviewMissing
    return review


def is_on_team(user, course_key: UUID) -> bool:
    """Is `user` one of those who write this course in any of its languages? Staff as such is not."""
    if not user.is_authenticated:
        return False
    return CourseTeam.objects.filter(course__translation_key=course_key, group__user=user).exists()
