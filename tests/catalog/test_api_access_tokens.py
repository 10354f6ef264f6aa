"""The read API (v2) for holders of an access token: as with a session, and never out of what is kept."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from home.models import HomePage
from tests.catalog.gated_material import CANARY, make_gated
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db
PAGES = "/api/cms/v2/pages/"


@pytest.fixture
def lesson():
    return lessons_of(make_course(lessons=1))[0]


def access_token(person) -> str:
    return api_client(person).tokens["access_token"]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def read(client, page, token=None, **query):
    return client.get(f"{PAGES}{page.pk}/", query, headers=bearer(token) if token else {})


def test_learner_reads_the_lesson_by_token_and_others_its_facts(client, lesson):
    reader, stranger = enroll(course=lesson.get_course()).user, UserFactory()
    told = read(client, lesson, access_token(reader)).json()
    assert told["body"][0]["value"] == "<p>Text of lesson 1.1.</p>"
    assert told["access"]["reason"] == "enrolled"
    for token, reason in ((None, "sign_in"), (access_token(stranger), "not_enrolled")):
        told = read(client, lesson, token).json()
        assert "body" not in told
        assert told["access"]["reason"] == reason


def test_nothing_of_a_closed_lesson_comes_by_a_strangers_token(client):
    gated = make_gated()
    headers = bearer(access_token(UserFactory()))
    for query in ({"type": "catalog.LessonPage", "fields": "*"}, {"fields": "*"}):
        answer = client.get(PAGES, query, headers=headers)
        assert CANARY not in answer.content.decode()
    assert CANARY not in read(client, gated.lesson, headers["Authorization"].removeprefix("Bearer ")).content.decode()


@pytest.mark.parametrize("path", [PAGES, "/api/cms/v2/images/", "/api/cms/v2/documents/", "/api/cms/v2/categories/"])
@pytest.mark.parametrize("token", ["nonsense", "a.b.c", ""])
def test_token_that_is_not_valid_is_refused(client, path, token):
    answer = client.get(path, headers=bearer(token))
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_token_of_an_ended_session_is_refused_even_beside_a_session(client, lesson):
    reader = enroll(course=lesson.get_course()).user
    token = access_token(reader)
    Session.objects.all().delete()
    cache.clear()
    client.force_login(reader)
    assert read(client, lesson, token).status_code == 401
    assert "body" in read(client, lesson).json()


@pytest.mark.django_db(transaction=True)
def test_kept_answer_is_neither_given_to_a_token_holder_nor_made_from_one(client, django_assert_num_queries):
    lesson = lessons_of(make_course(lessons=1))[0]
    token = access_token(enroll(course=lesson.get_course()).user)
    mine = read(client, lesson, token)
    assert "body" in mine.json()
    assert "private" in mine["Cache-Control"]
    first = read(client, lesson)
    assert "body" not in first.json()
    assert "public" in first["Cache-Control"]
    assert "Authorization" in first["Vary"]
    with django_assert_num_queries(0):
        assert read(client, lesson).content == first.content
    assert "body" in read(client, lesson, token).json()
    # A token that is not valid is told so even where an answer is kept.
    assert read(client, lesson, "nonsense").status_code == 401
    with django_assert_num_queries(0):
        assert read(client, lesson).content == first.content


def test_home_page_tells_what_it_shows(client, django_assert_max_num_queries):
    home = HomePage.objects.get()
    course = make_course(title="Batik", price_minor=1905)
    told = read(client, home).json()
    card = told["new_courses"][0]
    assert (card["id"], card["title"], card["price"], card["lesson_count"]) == (course.pk, "Batik", "19.05", 2)
    assert card["html_url"].startswith("http")
    assert card["cover_url"].startswith("http")
    assert told["popular_courses"] == [card]
    assert told["numbers"] == {"courses": 1, "lessons": 2, "learners": 0}
    assert (told["categories"], told["paths"]) == ([], [])
    assert "new_courses" not in client.get(PAGES, {"type": "home.HomePage", "fields": "*"}).json()["items"][0]
