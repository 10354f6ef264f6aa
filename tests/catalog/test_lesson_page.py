"""The lesson page: one shell for everybody, holes for each."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import TestCase

from catalog.models import Enrollment, Grant
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import revoke
from catalog.services.publishing import course_changed
from catalog.shell import marker, split
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import (
    CategoryFactory,
    MediaFactory,
    enroll,
    lessons_of,
    make_course,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db
CANARY = b"Text of lesson 1.1"


@pytest.fixture(scope="module")
def made(made_once):
    with TestCase.captureOnCommitCallbacks(execute=True):
        course = make_course(lessons=3)
    return SimpleNamespace(course=course, enrollment=enroll(course=course))


course = own("course")


@pytest.fixture
def reading(client, own_copies):
    """A signed-in learner and the lessons of a course."""
    client.force_login(own_copies.enrollment.user)
    return client, own_copies.enrollment, lessons_of(own_copies.course)


def test_learner_reads_the_lesson(reading):
    client, _enrollment, lessons = reading
    answer = client.get(lessons[0].get_url())
    assert answer.status_code == 200
    assert CANARY in answer.content
    assert "private" in answer["Cache-Control"]


def test_second_reader_gets_the_shell_with_nothing_of_the_first(client, reading):
    _client, enrollment, lessons = reading
    enrollment.user.display_name = "Unmistakable Name"
    enrollment.user.save()
    url = lessons[0].get_url()
    assert b"Unmistakable Name" in client.get(url).content
    other = enroll(course=lessons[0].get_course()).user
    client.force_login(other)
    page = client.get(url).content
    assert CANARY in page
    assert b"Unmistakable Name" not in page
    assert b"\x02" not in page


def test_every_hole_is_filled(reading):
    client, _enrollment, lessons = reading
    page = client.get(lessons[0].get_url()).content
    assert b"\x02" not in page
    assert b"\x03" not in page
    assert b"csrfmiddlewaretoken" in page


def test_visitor_is_sent_to_sign_in_and_back(client, course):
    url = lessons_of(course)[0].get_url()
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={url}"


def test_stranger_reads_why_and_what_to_do(client, course):
    client.force_login(UserFactory())
    answer = client.get(lessons_of(course)[0].get_url())
    assert answer.status_code == 403
    assert CANARY not in answer.content
    assert course.get_url().encode() in answer.content


def test_free_preview_is_read_by_visitors_and_kept(
    client, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lesson_fields={"is_free_preview": True})
    url = lessons_of(course)[0].get_url()
    first = client.get(url)
    assert CANARY in first.content
    assert b"csrfmiddlewaretoken" not in first.content
    with django_assert_num_queries(0):
        assert CANARY in client.get(url).content


def test_sequence_names_the_lesson_that_is_waiting(client):
    course = make_course(lessons=2, is_sequential=True)
    client.force_login(enroll(course=course).user)
    first, second = lessons_of(course)
    answer = client.get(second.get_url())
    assert answer.status_code == 403
    assert first.get_url().encode() in answer.content


def test_ended_access_closes_the_lesson_but_not_its_shell(reading):
    client, enrollment, lessons = reading
    url = lessons[0].get_url()
    assert client.get(url).status_code == 200
    revoke(source=Grant.Source.FREE, reference=enrollment.grants.get().reference)
    answer = client.get(url)
    assert answer.status_code == 403
    assert CANARY not in answer.content


def test_moderator_reads_without_enrollment(client, course):
    client.force_login(ModeratorFactory())
    answer = client.get(lessons_of(course)[0].get_url())
    assert CANARY in answer.content


def test_marks_follow_the_person(reading):
    client, enrollment, lessons = reading
    url = lessons[1].get_url()
    before = client.get(url).content
    complete_lesson(user=enrollment.user, lesson=lessons[0])
    after = client.get(url).content
    assert before != after


def test_visit_is_remembered(reading):
    client, _enrollment, lessons = reading
    client.get(lessons[1].get_url())
    assert Enrollment.objects.get().last_lesson_key == lessons[1].translation_key


def test_video_address_is_signed_and_differs_from_person_to_person(client):
    course = make_course(lessons=1, lesson_fields={"video": MediaFactory()})
    url = lessons_of(course)[0].get_url()
    sources = []
    for _ in range(2):
        client.force_login(enroll(course=course).user)
        page = client.get(url).content.decode()
        start = page.index("/learn/files/")
        sources.append(page[start : page.index('"', start)])
        assert "/media/media/" not in page
    assert sources[0] != sources[1]


def test_two_pages_with_one_address_answer_without_error(reading):
    client, _enrollment, (first, second, _third) = reading
    type(second).objects.filter(pk=second.pk).update(slug=first.slug, url_path=first.url_path)
    cache.clear()
    assert client.get(first.get_url()).status_code == 200


@pytest.mark.parametrize("lessons", [10, 500])
def test_page_takes_the_same_queries_for_any_length(
    client, lessons, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lessons=lessons, category=CategoryFactory())
        learner = enroll(course=course).user
    client.force_login(learner)
    url = lessons_of(course)[0].get_url()
    client.get(url)
    with django_assert_num_queries(3):
        client.get(url)


@pytest.mark.parametrize("lessons", [10, 100])
def test_page_takes_the_same_queries_for_any_length_after_a_change(
    client, lessons, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lessons=lessons)
        learner = enroll(course=course).user
    client.force_login(learner)
    url = lessons_of(course)[0].get_url()
    client.get(url)
    with django_capture_on_commit_callbacks(execute=True):
        course_changed(course=course)
    with django_assert_num_queries(8):  # two of them for the name of the site, as after any change
        client.get(url)


def test_split_finds_names_and_arguments():
    texts, holes = split(f"a{marker('one')}b{marker('two', 7)}c")
    assert texts == ("a", "b", "c")
    assert holes == (("one", None), ("two", 7))
