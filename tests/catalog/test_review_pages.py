"""The pages of reviews: on the course page, all of them, the forms, and every door that refuses."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from catalog.models import Review, ReviewReport
from catalog.services.review_moderation import hide_review
from catalog.services.review_votes import vote_helpful
from catalog.services.reviews import answer_review
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course
from tests.factories.reviews import far_enough, make_review, make_reviews
from tests.sharing import own

pytestmark = pytest.mark.django_db
COLD_COURSE_PAGE = 4
# The person, then course, run, counts, reviews, votes and team.
FOR_A_PERSON = 7
HOSTILE = "<script>alert(1)</script> {{ user.email }} \x02:enroll_offer\x03"


@pytest.fixture(scope="module")
def made(made_once):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return SimpleNamespace(course=make_course(lessons=1, title="Batik"))


course = own("course")


def address(name, *args):
    return reverse(f"catalog:{name}", args=args)


def page_of(client, course):
    return client.get(course.get_url()).content.decode()


def test_course_page_shows_histogram_reviews_answer_and_structured_rating(client, course):
    review = make_review(course, stars=5, text=HOSTILE)
    make_review(course, stars=4)
    answer_review(user=course.owner, review_id=review.pk, text="Thanks <b>all</b>")
    page = page_of(client, course)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "Thanks &lt;b&gt;all&lt;/b&gt;" in page
    assert '<rect class="rating-bars__part" width="50" height="1" />' in page
    found = re.search(r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    rating = json.loads(found.group(1))["aggregateRating"]
    assert (rating["ratingValue"], rating["reviewCount"], rating["bestRating"]) == ("4.50", 2, 5)


def test_course_page_without_reviews_has_no_structured_rating(client, course):
    assert "aggregateRating" not in page_of(client, course)


def test_hidden_review_is_nowhere(client, course):
    review = make_review(course, text="Secret words")
    hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="Rude")
    client.force_login(UserFactory())
    assert "Secret words" not in page_of(client, course)
    assert b"Secret words" not in client.get(address("reviews", course.translation_key)).content
    for name in ("review_report", "review_helpful", "review_answer"):
        assert client.post(address(name, review.pk)).status_code == 404


def test_invitation_is_for_learners_who_have_come_far_enough(client, course):
    link = address("review_write", course.translation_key)
    assert link not in page_of(client, course)
    learner = enroll(course=course).user
    client.force_login(learner)
    assert link not in page_of(client, course)
    far_enough(course, learner)
    assert link in page_of(client, course)


@pytest.mark.parametrize("count", [1, 20])
def test_all_reviews_take_the_same_queries_for_any_number(client, course, count, django_assert_num_queries, settings):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    reviews = make_reviews(course, count)
    answer_review(user=course.owner, review_id=reviews[-1].pk, text="Thanks")
    url = address("reviews", course.translation_key)
    client.get(url)
    with django_assert_num_queries(3):
        answer = client.get(url)
    assert "s-maxage" in answer["Cache-Control"]
    assert b"csrfmiddlewaretoken" not in answer.content
    assert answer.content.count(b'class="review"') == count


@pytest.mark.parametrize("count", [1, 20])
def test_cold_course_page_takes_the_same_queries_for_any_number(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lessons=1)
        make_review(course)
        make_reviews(course, count - 1)
    url = course.get_url()
    with django_assert_num_queries(COLD_COURSE_PAGE):
        client.get(url)
    with django_assert_num_queries(0):
        client.get(url)


@pytest.mark.parametrize("count", [1, 20])
def test_all_reviews_take_a_person_the_same_queries_for_any_number(client, course, count, django_assert_num_queries):
    person = far_enough(course)
    for review in make_reviews(course, count):
        vote_helpful(user=person, review_id=review.pk)
    client.force_login(person)
    url = address("reviews", course.translation_key)
    client.get(url)
    with django_assert_num_queries(FOR_A_PERSON):
        assert client.get(url).content.count(b"You found this helpful") == count


def test_all_reviews_are_sorted_filtered_and_paged(client, course):
    low = make_review(course, stars=1, text="Poor")
    make_reviews(course, 20, stars=5)
    vote_helpful(user=UserFactory(), review_id=low.pk)
    url = address("reviews", course.translation_key)
    for query, first in [("", True), ("?sort=worst", True), ("?sort=best", False), ("?sort=newest", False)]:
        assert (b"Poor" in client.get(url + query).content) is first
    assert b"Poor" in client.get(f"{url}?sort=newest&page=2").content
    assert client.get(f"{url}?stars=1").content.count(b'class="review"') == 1
    assert client.get(f"{url}?stars=6&sort=x&page=zero").status_code == 200


def test_reviews_of_courses_that_are_not_public_are_not_found(client, course):
    make_review(course)
    url = address("reviews", course.translation_key)
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert client.get(url).status_code == 404
    client.force_login(InstructorFactory())
    assert client.get(url).status_code == 404
    client.force_login(course.owner)
    assert client.get(url).status_code == 200
    assert client.get(address("reviews", "00000000-0000-0000-0000-000000000000")).status_code == 404


def test_learner_writes_changes_and_deletes_a_review(client, course):
    client.force_login(far_enough(course))
    url = address("review_write", course.translation_key)
    assert client.post(url, {"stars": "5", "text": "Good <i>"}).status_code == 302
    assert b"Good &lt;i&gt;" in client.get(url).content
    assert client.post(url, {"stars": "2", "text": "Worse"}).status_code == 302
    assert Review.objects.get().stars == 2
    assert client.get(address("review_delete", course.translation_key)).status_code == 200
    assert client.post(address("review_delete", course.translation_key)).status_code == 302
    assert not Review.objects.exists()
    assert client.post(address("review_delete", course.translation_key)).status_code == 404


@pytest.mark.parametrize(("stars", "text"), [("0", "x"), ("6", "x"), ("five", "x"), ("5", ""), ("5", "a" * 100_000)])
def test_bad_input_stays_in_the_form(client, course, stars, text):
    client.force_login(far_enough(course))
    answer = client.post(address("review_write", course.translation_key), {"stars": stars, "text": text})
    assert answer.status_code == 422
    assert not Review.objects.exists()


def test_writing_is_refused_to_others_with_the_reason(client, course):
    url = address("review_write", course.translation_key)
    assert client.get(url).status_code == 302
    for person, words in [
        (UserFactory(), b"not enrolled"),
        (enroll(course=course).user, b"completed a fifth"),
        (far_enough(course, course.owner), b"cannot review it"),
    ]:
        client.force_login(person)
        for answer in (client.get(url), client.post(url, {"stars": "5", "text": "Me"})):
            assert answer.status_code == 403
            assert words in answer.content
    assert not Review.objects.exists()


def test_vote_and_report_by_their_buttons(client, course):
    review = make_review(course)
    assert client.post(address("review_helpful", review.pk)).status_code == 302
    client.force_login(UserFactory())
    answer = client.post(address("review_helpful", review.pk), {"sort": "newest", "page": "1"})
    assert answer["Location"].endswith(f"?sort=newest&page=1#review-{review.pk}")
    assert client.get(address("review_helpful", review.pk)).status_code == 405
    assert client.get(address("review_report", review.pk)).status_code == 200
    assert client.post(address("review_report", review.pk), {"reason": "no"}).status_code == 422
    client.post(address("review_report", review.pk), {"reason": "spam", "note": "<b>"})
    review.refresh_from_db()
    assert (review.helpful_count, ReviewReport.objects.get().note) == (1, "<b>")


def test_answering_is_for_the_team_alone(client, course):
    review = make_review(course)
    url = address("review_answer", review.pk)
    for person in (UserFactory(), InstructorFactory(), review.user, ModeratorFactory()):
        client.force_login(person)
        assert client.post(url, {"answer": "Hi"}).status_code == 404
    client.force_login(course.owner)
    assert client.get(url).status_code == 200
    assert client.post(url, {"answer": ""}).status_code == 422
    assert client.post(url, {"answer": "Thanks"}).status_code == 302
    review.refresh_from_db()
    assert review.answer == "Thanks"
    client.post(url, {"remove": "1"})
    review.refresh_from_db()
    assert review.answer == ""
