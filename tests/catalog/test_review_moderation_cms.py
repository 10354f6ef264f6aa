"""Moderating reviews in the CMS."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Review
from catalog.services.review_moderation import hide_review
from catalog.services.review_votes import report_review
from catalog.services.reviews import write_review
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.reviews import make_review, make_reviews

pytestmark = pytest.mark.django_db
# How many there are, those of the page, the titles of their courses; what the CMS asks around it is its own.
LIST_QUERIES = 4  # one of them for the number beside "Moderation"


@pytest.fixture
def review(db):
    review = make_review(make_course(lessons=1, title="Batik"), text="<script>x</script> words")
    report_review(user=UserFactory(), review_id=review.pk, reason="abuse", note="<img src=x>")
    return review


def test_others_have_no_door(client, review):
    one = reverse("moderate_review", args=[review.pk])
    for person in (None, UserFactory(), InstructorFactory()):
        if person:
            client.force_login(person)
        for url in (reverse("moderate_reviews"), one):
            assert client.get(url).status_code == 302
        client.post(one, {"decision": "hide", "reason": "Mine"})
    client.force_login(InstructorFactory())
    assert b"/cms/moderation/" not in client.get("/cms/").content
    assert not Review.objects.get().is_hidden


def test_moderator_hides_with_a_reason_and_restores(client, review):
    client.force_login(ModeratorFactory())
    assert b"/cms/moderation/" in client.get("/cms/").content
    listing = client.get(reverse("moderate_reviews")).content.decode()
    assert "Batik" in listing
    assert "<script>x" not in listing
    one = reverse("moderate_review", args=[review.pk])
    page = client.get(one).content.decode()
    assert "&lt;img src=x&gt;" in page
    assert client.post(one, {"decision": "hide", "reason": " "})["Location"] == one
    client.post(one, {"decision": "hide", "reason": "Insults"})
    assert Review.objects.get().hidden_reason == "Insults"
    write_review(user=review.user, course=make_course_of(review), stars=3, text="Milder")
    hidden = client.get(reverse("moderate_reviews") + "?state=hidden").content.decode()
    assert "Changed since it was hidden" in hidden
    assert "Insults" in client.get(one).content.decode()
    client.post(one, {"decision": "restore"})
    assert not Review.objects.get().is_hidden


def make_course_of(review):
    from catalog.queries.named_courses import course_named

    return course_named(review.course_key)


def test_moderator_dismisses_and_the_list_is_empty(client, review):
    client.force_login(AdminFactory())
    client.post(reverse("moderate_review", args=[review.pk]), {"decision": "dismiss"})
    assert b"Nothing waits" in client.get(reverse("moderate_reviews")).content
    assert client.get(reverse("moderate_review", args=[0])).status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_list_takes_the_same_queries_for_any_number(client, count):
    course = make_course(lessons=1)
    for review in make_reviews(course, count):
        report_review(user=UserFactory(), review_id=review.pk, reason="spam")
    client.force_login(ModeratorFactory())
    url = reverse("moderate_reviews")
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).content.count(b'class="title-wrapper"') == count
    own = [query for query in asked if "catalog_review" in query["sql"] or "catalog_coursepage" in query["sql"]]
    assert len(own) == LIST_QUERIES


def test_two_moderators_at_odds_leave_two_decisions(client, review):
    hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="First")
    client.force_login(ModeratorFactory())
    client.post(reverse("moderate_review", args=[review.pk]), {"decision": "dismiss"})
    assert Review.objects.get().hidden_reason == "First"
