"""Pages that the read API (v2) shows to nobody, or to some; and what of its answers is kept."""

import pytest
from wagtail.models import PageViewRestriction

from catalog.models import LessonPage
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course, modules_of

pytestmark = pytest.mark.django_db
PAGES = "/api/cms/v2/pages/"


def titles(client, **query):
    answer = client.get(PAGES, query)
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def detail(client, page):
    answer = client.get(f"{PAGES}{page.pk}/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_draft_is_nowhere(client):
    draft = make_course(title="Secret plan", live=False)
    assert "Secret plan" not in titles(client)
    assert client.get(f"{PAGES}{draft.pk}/").status_code == 404


@pytest.mark.parametrize("closed", ["module", "course"])
def test_lesson_below_an_unpublished_page_is_nowhere(client, closed):
    course = make_course(lessons=1)
    module, lesson = modules_of(course)[0], lessons_of(course)[0]
    other = make_course(title="Still open", lessons=1)
    (module if closed == "module" else course).unpublish()
    assert LessonPage.objects.get(pk=lesson.pk).live
    assert titles(client, type="catalog.LessonPage") == [lessons_of(other)[0].title]
    assert titles(client, descendant_of=course.get_parent().pk, type="catalog.LessonPage") == ["Lesson 1.1"]
    assert client.get(f"{PAGES}{lesson.pk}/").status_code == 404
    assert client.get(f"{PAGES}find/", {"id": lesson.pk}).status_code == 404
    assert client.get(f"{PAGES}find/", {"html_path": lesson.url_path}).status_code == 404
    assert client.get(PAGES, {"ancestor_of": lesson.pk}).status_code == 400


def restrict(page, **fields):
    return PageViewRestriction.objects.create(page=page.page_ptr, **fields)


def test_course_with_a_password_is_hidden_until_it_was_given(client):
    course = make_course(title="For staff", lessons=1)
    restriction = restrict(course, restriction_type=PageViewRestriction.PASSWORD, password="wax")
    assert titles(client, type="catalog.CoursePage") == []
    assert titles(client, type="catalog.LessonPage") == []
    assert client.get(f"{PAGES}{course.pk}/").status_code == 404
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{course.pk}/", {"password": "wax", "return_url": "/"}
    )
    answer = client.get(PAGES, {"type": "catalog.CoursePage"})
    assert [item["title"] for item in answer.json()["items"]] == ["For staff"]
    assert "private" in answer["Cache-Control"]


def test_course_for_people_who_signed_in_is_hidden_from_visitors(client):
    course = make_course(title="For us", modules=0)
    restrict(course, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client, type="catalog.CoursePage") == []
    client.force_login(UserFactory())
    assert titles(client, type="catalog.CoursePage") == ["For us"]


def test_alias_does_not_tell_of_the_draft_that_it_repeats(client):
    course = make_course(lessons=1)
    original = lessons_of(course)[0]
    alias = original.create_alias(update_slug="again", parent=modules_of(make_course(lessons=0))[0])
    assert detail(client, alias)["meta"]["alias_of"]["id"] == original.pk
    course.unpublish()
    assert detail(client, alias)["meta"]["alias_of"] is None


def test_alias_of_a_lesson_is_gated_by_the_course_it_stands_in(client):
    source, place = make_course(lessons=1), make_course(lessons=0)
    alias = lessons_of(source)[0].create_alias(update_slug="again", parent=modules_of(place)[0])
    client.force_login(enroll(course=source).user)
    assert "body" not in detail(client, alias)
    client.force_login(enroll(course=place).user)
    assert "body" in detail(client, alias)


# --- Caches --------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_visitors_share_an_answer_until_something_is_published(client, django_assert_num_queries):
    course = make_course(title="Batik", modules=0)
    query = {"type": "catalog.CoursePage", "fields": "subtitle"}
    first = client.get(PAGES, query)
    assert first["Cache-Control"].startswith("public")
    with django_assert_num_queries(0):
        assert client.get(PAGES, query).content == first.content
    course.subtitle = "Wax and dye"
    course.save_revision().publish()
    assert client.get(PAGES, query).json()["items"][0]["subtitle"] == "Wax and dye"


def test_answer_in_random_order_is_not_kept(client):
    for number in range(8):
        make_course(title=f"Course {number}", modules=0)
    query = {"type": "catalog.CoursePage", "order": "random"}
    assert len({tuple(titles(client, **query)) for _round in range(10)}) > 1


def test_answer_to_somebody_signed_in_is_private(client):
    make_course(modules=0)
    client.force_login(UserFactory())
    assert "private" in client.get(PAGES)["Cache-Control"]


def test_password_in_a_header_signs_nobody_in(client):
    lesson = lessons_of(make_course(lesson_fields={"is_free_preview": True}))[0]
    answer = client.get(f"{PAGES}{lesson.pk}/", headers={"Authorization": "Basic eDp5"})
    assert answer.status_code == 200


def test_answer_is_json_whatever_a_browser_asks_for(client):
    answer = client.get(PAGES, headers={"Accept": "text/html"})
    assert answer["Content-Type"] == "application/json"
