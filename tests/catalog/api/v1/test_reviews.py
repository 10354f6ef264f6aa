"""Reviews through the API."""

from types import SimpleNamespace

import pytest

from catalog.models import Review, ReviewReport, ReviewVote
from catalog.services.review_moderation import hide_review
from catalog.services.summaries import refresh_summary
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll, make_course
from tests.factories.reviews import far_enough, make_review, make_reviews
from tests.lms_site.api.test_envelope import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
REVIEWS = "/api/v1/reviews/"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(lessons=1))


course = own("course")


def test_learner_reviews_once_and_changes_it(course):
    learner = far_enough(course)
    client = api_client(learner)
    first = client.post(REVIEWS, {"course": course.pk, "stars": 5, "text": "Clear."})
    assert first.status_code == 201
    url = f"{REVIEWS}{first.json()['data']['id']}/"
    changed = client.put(url, {"stars": 4, "text": "Clear, and calm."}).json()["data"]
    assert (changed["stars"], changed["text"]) == (4, "Clear, and calm.")
    assert Review.objects.count() == 1
    assert client.delete(url).status_code == 204
    assert not Review.objects.exists()


def test_too_early_and_strangers_are_refused(course):
    body = {"course": course.pk, "stars": 5, "text": "Clear."}
    assert_error(api_client().post(REVIEWS, body), 401, "NOT_AUTHENTICATED")
    assert_error(api_client(UserFactory()).post(REVIEWS, body), 403, "NOT_ENROLLED")
    assert_error(api_client(enroll(course=course).user).post(REVIEWS, body), 403, "REVIEW_TOO_EARLY")


@pytest.mark.parametrize(
    "change",
    [{"stars": 0}, {"stars": 6}, {"stars": "five"}, {"text": ""}, {"text": "x" * 4001}, {"text": "a\x00"}, {"user": 1}],
)
def test_review_that_does_not_fit_is_refused(course, change):
    body = {"course": course.pk, "stars": 5, "text": "Clear."} | change
    assert_error(api_client(far_enough(course)).post(REVIEWS, body), 400, "VALIDATION_ERROR")


def test_review_of_somebody_else_is_not_ones_own(course):
    review = make_review(course)
    stranger = api_client(far_enough(course))
    url = f"{REVIEWS}{review.pk}/"
    assert stranger.get(url).status_code == 200
    assert_error(stranger.put(url, {"stars": 1, "text": "No."}), 404, "NOT_FOUND")
    assert_error(stranger.delete(url), 404, "NOT_FOUND")
    assert_error(api_client().delete(url), 401, "NOT_AUTHENTICATED")
    assert Review.objects.get().stars == review.stars


def test_hidden_review_is_there_for_its_author_alone(course):
    review = make_review(course)
    hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="Rude")
    url = f"{REVIEWS}{review.pk}/"
    assert_error(api_client().get(url), 404, "NOT_FOUND")
    assert api_client(review.user).get(url).status_code == 200
    assert api_client().get(REVIEWS, {"course": course.pk}).json()["data"] == []


def test_review_of_a_restricted_course_is_known_to_its_people_alone(course):
    review, learner = make_review(course), enroll(course=course).user
    course.view_restrictions.create(restriction_type="login")
    refresh_summary(course)
    url, stranger = f"{REVIEWS}{review.pk}/", api_client(UserFactory())

    assert_error(api_client().get(url), 404, "NOT_FOUND")
    assert_error(stranger.get(url), 404, "NOT_FOUND")
    assert_error(stranger.put(f"{url}helpful/"), 404, "NOT_FOUND")
    assert_error(stranger.post(f"{url}report/", {"reason": "spam"}), 404, "NOT_FOUND")
    assert api_client(learner).get(url).status_code == 200
    assert api_client(review.user).get(url).status_code == 200


def test_helpful_votes_and_reports_count_once(course):
    review = make_review(course)
    client = api_client(UserFactory())
    for _time in range(2):
        assert client.put(f"{REVIEWS}{review.pk}/helpful/").json()["data"]["helpful_count"] == 1
        assert client.post(f"{REVIEWS}{review.pk}/report/", {"reason": "spam"}).status_code == 201
    assert client.delete(f"{REVIEWS}{review.pk}/helpful/").status_code == 204
    assert (ReviewVote.objects.count(), ReviewReport.objects.count()) == (0, 1)
    assert_error(client.put(f"{REVIEWS}999999/helpful/"), 404, "NOT_FOUND")
    assert_error(api_client(review.user).put(f"{REVIEWS}{review.pk}/helpful/"), 403, "OWN_REVIEW")


@pytest.mark.parametrize("params", [{}, {"course": "x"}, {"course": "1" * 30}, {"course": 1, "sort": "password"}])
def test_list_wants_a_course_and_a_known_order(params):
    assert_error(api_client().get(REVIEWS, params), 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("count", [1, 20])
def test_list_of_reviews_takes_the_same_queries(course, count, django_assert_num_queries):
    make_reviews(course, count)
    api_client().get(REVIEWS, {"course": course.pk})
    with django_assert_num_queries(3):
        assert len(api_client().get(REVIEWS, {"course": course.pk}).json()["data"]) == count
