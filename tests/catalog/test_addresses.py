"""The short way to a course says what the long way says."""

import pytest
from wagtail.models import Page, Site

from catalog.models import CourseIndexPage
from catalog.queries.addresses import find_catalog, find_course
from tests.factories.catalog import make_course

pytestmark = pytest.mark.django_db


def test_live_course_is_found_in_one_query(django_assert_num_queries):
    course = make_course(title="Found")
    find_course("found")
    with django_assert_num_queries(1):
        assert find_course("found") == course


@pytest.mark.parametrize("slug", ["", "nothing", "a" * 400, "%00", "ünïcode", "found'--"])
def test_unknown_slugs_find_nothing(slug):
    make_course(title="Found")
    assert find_course(slug) is None


def test_draft_is_not_found():
    make_course(title="Found", live=False)
    assert find_course("found") is None


def test_course_under_an_unpublished_catalog_is_not_found(client):
    course = make_course(title="Found")
    Page.objects.filter(pk=course.get_parent().pk).update(live=False)
    assert find_course("found") is None
    assert client.get("/courses/found/").status_code == 404


def test_of_two_courses_with_one_address_the_older_answers():
    older, newer = make_course(title="Found"), make_course(title="Other")
    Page.objects.filter(pk=newer.pk).update(slug="found", url_path=older.url_path)
    assert find_course("found") == older


def test_several_sites_are_left_to_wagtail():
    course = make_course(title="Found")
    Site.objects.create(hostname="other.example", port=80, root_page=course.get_parent())
    assert find_course("found") is None


def test_catalog_is_found_in_one_query(django_assert_num_queries):
    index = CourseIndexPage.objects.get()
    find_catalog()
    with django_assert_num_queries(1):
        assert find_catalog() == index


def test_unpublished_catalog_is_not_found(client):
    CourseIndexPage.objects.get().unpublish()
    assert find_catalog() is None
    assert client.get("/courses/").status_code == 404
