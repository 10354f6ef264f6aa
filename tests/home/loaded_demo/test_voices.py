"""Voices of the demo: reviews by those who have come far enough, an announcement, a conversation."""

import pytest

from catalog.models import Announcement, Conversation, CourseSummary, Enrollment, Message, Review
from home.demo.reviews import REVIEWS
from home.services.demo_reviews import load_voices

pytestmark = pytest.mark.django_db


def test_every_course_has_reviews_by_people_who_came_far_enough(demo):
    for card in CourseSummary.objects.all():
        reviews = Review.objects.filter(course_key=card.course_key)
        assert 0 < reviews.count() == card.rating_count <= len(REVIEWS[card.course.slug])
        runs = Enrollment.objects.filter(course_key=card.course_key, user__in=reviews.values("user"))
        assert min(run.percent for run in runs) >= 20
    assert Review.objects.exclude(answer="").exists()
    assert Review.objects.filter(helpful_count__gt=0).exists()


def test_announcement_and_conversation_wait_for_nobody_s_mail(demo):
    assert Announcement.objects.get().mailed_at
    assert (Conversation.objects.count(), Message.objects.count()) == (1, 3)


def test_voices_are_loaded_once(demo):
    before = Review.objects.count()
    courses = {card.course.slug: card.course for card in CourseSummary.objects.select_related("course")}
    people = {row.learner.email: row.learner for row in Conversation.objects.select_related("learner")}
    load_voices(people=people, courses=courses, now=Announcement.objects.get().created_at)
    assert (Review.objects.count(), Announcement.objects.count(), Message.objects.count()) == (before, 1, 3)
