"""The moderator's inbox: everything that waits, the longest first, for moderators alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.models import CourseSubmission, Review, ReviewReport
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import make_course

pytestmark = pytest.mark.django_db


def a_report(course, *, hours: int, text: str = "Too much salt") -> ReviewReport:
    review = Review.objects.create(user=UserFactory(), course_key=course.translation_key, stars=1, text=text)
    since = timezone.now() - timedelta(hours=hours)
    return ReviewReport.objects.create(review=review, user=UserFactory(), reason="abuse", created_at=since)


def a_submission(course, *, hours: int) -> CourseSubmission:
    since = timezone.now() - timedelta(hours=hours)
    return CourseSubmission.objects.create(course=course, author=course.owner, message="Please look", created_at=since)


def rows_of(client) -> list:
    return [(row.kind, row.title) for row, _name, _url in client.get(reverse("moderation")).context["rows"]]


def test_everything_that_waits_is_there_the_longest_first(client):
    course, other = make_course(title="Bread", modules=0), make_course(title="Wax", modules=0)
    a_report(course, hours=2)
    a_submission(other, hours=5)
    client.force_login(ModeratorFactory())
    assert rows_of(client) == [("course", "Wax"), ("review", "Bread")]
    text = client.get(reverse("moderation")).content.decode()
    assert "Too much salt" in text
    assert "Moderation (2)" in text


def test_nothing_waiting_says_so(client):
    client.force_login(ModeratorFactory())
    text = client.get(reverse("moderation")).content.decode()
    assert "Nothing waits for you." in text
    assert "Moderation (" not in text


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, None])
def test_inbox_is_for_moderators(client, factory):
    if factory:
        client.force_login(factory())
    assert client.get(reverse("moderation")).status_code in (302, 403)


def test_markup_in_a_review_is_text(client):
    a_report(make_course(modules=0), hours=1, text="<script>alert(1)</script>")
    client.force_login(ModeratorFactory())
    assert "<script>alert" not in client.get(reverse("moderation")).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_inbox_takes_the_same_queries_for_any_number(client, count, django_assert_num_queries):
    course = make_course(modules=0)
    for number in range(count):
        a_report(course, hours=number)
    client.force_login(ModeratorFactory())
    client.get(reverse("moderation"))
    with django_assert_num_queries(13):
        client.get(reverse("moderation"))
