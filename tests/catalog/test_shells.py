"""What is kept of a page for everybody: nothing personal, nothing out of date, nothing restricted."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from catalog.queries.outline import course_outline
from catalog.services.completion import complete_lesson
from catalog.services.shells import build_shell, cached_shell
from catalog.views.catalog import shell_key
from catalog.views.course import page_context
from lms_site.cache_versions import bump
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_whole_pages(settings):
    settings.LMS_PAGE_CACHE_SECONDS = 0


def page_of(url, user=None) -> str:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.get(url).content.decode()


def is_kept(rf, url) -> bool:
    request = rf.get(url)
    request.user = AnonymousUser()
    return cached_shell(request) is not None


def test_course_page_for_everybody_comes_from_one_shell(rf):
    course = make_course(lessons=2)
    url = course.get_url()
    learner = enroll(course=course).user
    own = page_of(url, learner)
    assert is_kept(rf, url)
    assert "Start learning" in own
    assert learner.email in own

    visitor = page_of(url)
    assert "Enroll for free" in visitor
    assert "csrfmiddlewaretoken" not in visitor
    assert learner.email not in visitor
    assert "csrfmiddlewaretoken" in page_of(url, UserFactory())
    assert "You may edit this course" in page_of(url, course.owner)


def test_curriculum_opens_for_learners_only_and_marks_what_is_done():
    course = make_course(lessons=2)
    url = course.get_url()
    first, second = lessons_of(course)
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=first)

    visitor, own = page_of(url), page_of(url, learner)
    assert f'href="{second.get_url()}"' not in visitor
    assert second.title in visitor
    assert f'<a href="{second.get_url()}">{second.title}</a>' in own
    assert own.count("Completed:") == 1
    assert "Completed:" not in visitor


def test_title_of_a_lesson_is_escaped_in_its_hole():
    course = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    lesson.title = "<script>alert(1)</script>"
    lesson.save_revision().publish()
    for user in (None, course.owner):
        text = page_of(course.get_url(), user)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_shell_and_built_page_say_the_same():
    course = make_course(lessons=2, price_minor=900)
    for url in (course.get_url(), "/courses/?sort=title"):
        built, from_shell = page_of(url), page_of(url)
        assert built == from_shell


def test_change_after_the_page_was_read_leaves_no_shell(rf):
    """A page that was published between our reading and our rendering must not be kept as it was."""
    course = make_course()
    request = rf.get(course.get_url())
    assert cached_shell(request) is None
    bump("public")
    build_shell(request, course, context_of(request, course), depends_on=["public"], seconds=60)
    assert not is_kept(rf, course.get_url())

    assert cached_shell(request) is None
    build_shell(request, course, context_of(request, course), depends_on=["public"], seconds=60)
    assert is_kept(rf, course.get_url())


def context_of(request, course) -> dict:
    return page_context(request, course, course_outline(course))


def test_page_that_nobody_looked_up_is_not_kept(rf):
    course = make_course()
    request = rf.get(course.get_url())
    build_shell(request, course, context_of(request, course), depends_on=["public"], seconds=60)
    assert not is_kept(rf, course.get_url())


def test_switched_off_shells_are_not_kept(rf, settings):
    settings.LMS_SHELL_SECONDS = 0
    course = make_course()
    page_of(course.get_url())
    assert not is_kept(rf, course.get_url())


def test_publishing_shows_at_once_in_catalog_and_course_page():
    course = make_course(title="Old name")
    assert "Old name" in page_of("/courses/")
    assert "Old name" in page_of(course.get_url())
    course.title = "New name"
    course.save_revision().publish()
    assert "New name" in page_of("/courses/")
    assert "New name" in page_of(course.get_url())
    course.unpublish()
    assert "New name" not in page_of("/courses/")
    assert Client().get(course.get_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", ""),
        ("?sort=title&level=beginner", "level=beginner&sort=title"),
        ("?level=beginner&sort=title&utm_source=x", "level=beginner&sort=title"),
        ("?q=batik", None),
        ("?q=%20", ""),
        ("?category=" + "x" * 300, None),
    ],
)
def test_catalog_is_kept_by_what_was_chosen_and_not_by_words(rf, query, key):
    assert shell_key(rf.get(f"/courses/{query}")) == key
