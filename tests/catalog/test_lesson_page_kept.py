"""Changes are seen at once on a lesson page whose shell is kept."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.catalog import ReusableTextFactory, enroll, lessons_of, make_course, modules_of

CANARY = b"Text of lesson 1.1"


@pytest.mark.django_db(transaction=True)
def test_publishing_shows_the_new_text_at_once(client):
    course = make_course(lessons=2)
    client.force_login(enroll(course=course).user)
    lesson = lessons_of(course)[0]
    assert CANARY in client.get(lesson.get_url()).content
    lesson.body = [("paragraph", "<p>Rewritten.</p>")]
    lesson.save_revision().publish()
    page = client.get(lesson.get_url()).content
    assert b"Rewritten." in page
    assert CANARY not in page


@pytest.mark.django_db(transaction=True)
def test_renaming_a_neighbour_shows_in_the_outline_at_once(client):
    course = make_course(lessons=2)
    client.force_login(enroll(course=course).user)
    first, second = lessons_of(course)
    client.get(first.get_url())
    second.title = "A new name beside it"
    second.save_revision().publish()
    assert b"A new name beside it" in client.get(first.get_url()).content


@pytest.mark.django_db(transaction=True)
def test_changing_a_reusable_text_shows_at_once(client):
    text = ReusableTextFactory(body="<p>Old advice.</p>")
    course = make_course(lessons=1, lesson_fields={"body": [("snippet", text)]})
    client.force_login(enroll(course=course).user)
    url = lessons_of(course)[0].get_url()
    assert b"Old advice." in client.get(url).content
    text.body = "<p>New advice.</p>"
    text.save()
    assert b"New advice." in client.get(url).content


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["course", "module", "lesson"])
def test_unpublishing_closes_the_address_at_once(client, level):
    course = make_course()
    client.force_login(enroll(course=course).user)
    lesson = lessons_of(course)[0]
    url = lesson.get_url()
    assert client.get(url).status_code == 200
    {"course": course, "module": modules_of(course)[0], "lesson": lesson}[level].unpublish()
    assert client.get(url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_password_set_later_is_asked_although_a_shell_was_kept(client):
    course = make_course()
    client.force_login(enroll(course=course).user)
    lesson = lessons_of(course)[0]
    assert CANARY in client.get(lesson.get_url()).content
    PageViewRestriction.objects.create(
        page=course.page_ptr, restriction_type=PageViewRestriction.PASSWORD, password="sesame"
    )
    assert CANARY not in client.get(lesson.get_url()).content
