"""Reviews, an announcement and a conversation of the demo, through the services."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from catalog.models import Announcement, Conversation, CoursePage, Enrollment, Review
from catalog.services.announcements import announce
from catalog.services.messages import mark_read, write_to_learner, write_to_team
from catalog.services.review_votes import vote_helpful
from catalog.services.reviews import PERCENT_TO_REVIEW, answer_review, write_review
from home.demo.people import LEARNER
from home.demo.reviews import (
    ANNOUNCEMENT_COURSE,
    ANNOUNCEMENT_TEXT,
    ANNOUNCEMENT_TITLE,
    CONVERSATION,
    REVIEWS,
    DemoReview,
)


@transaction.atomic
def load_voices(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """What learners and instructors say; a course that has reviews, news or letters keeps those it has."""
    for slug, reviews in REVIEWS.items():
        if not Review.objects.filter(course_key=courses[slug].translation_key).exists():
            _load_reviews(courses[slug], reviews, now)
    course = courses[ANNOUNCEMENT_COURSE]
    if not Announcement.objects.filter(course_key=course.translation_key).exists():
        moment = now - timedelta(days=1, hours=3)
        announce(
            user=course.owner,
            course=course,
            title=ANNOUNCEMENT_TITLE,
            text=ANNOUNCEMENT_TEXT,
            by_mail=False,
            now=moment,
        )
    _load_conversation(course, people[LEARNER.email], now)


def _load_reviews(course: CoursePage, reviews: tuple[DemoReview, ...], now: datetime) -> None:
    """Each by the next learner who has come far enough, some time after the last visit."""
    runs = Enrollment.objects.filter(course_key=course.translation_key, is_active=True).select_related("user")
    far = [run for run in runs.order_by("enrolled_at", "pk") if run.percent >= PERCENT_TO_REVIEW]
    readers = list(User.objects.filter(is_active=True).order_by("pk"))
    for number, (run, planned) in enumerate(zip(far, reviews, strict=False)):
        written_at = min(now, (run.last_seen_at or now) + timedelta(hours=5))
        review = write_review(user=run.user, course=course, stars=planned.stars, text=planned.text, now=written_at)
        others = [person for person in readers if person != run.user]
        for place in range(planned.votes):
            vote_helpful(user=others[(7 * number + place) % len(others)], review_id=review.pk)
        if planned.answer:
            answered_at = min(now, written_at + timedelta(days=1))
            answer_review(user=course.owner, review_id=review.pk, text=planned.answer, now=answered_at)


def _load_conversation(course: CoursePage, learner: User, now: datetime) -> None:
    """Question, answer, thanks, the last one unread; not for a learner who has left or has written already."""
    key = course.translation_key
    is_learning = Enrollment.objects.filter(user=learner, course_key=key, is_active=True).exists()
    if not is_learning or Conversation.objects.filter(course_key=key, learner=learner).exists():
        return
    for number, (side, text) in enumerate(CONVERSATION):
        moment = now - timedelta(days=2) + timedelta(hours=5 * number)
        if side == "learner":
            write_to_team(user=learner, course_key=key, text=text, now=moment)
        else:
            write_to_learner(user=course.owner, course_key=key, learner_id=learner.pk, text=text, now=moment)
            mark_read(Conversation.objects.get(course_key=key, learner=learner), by_team=False)
