"""Addresses: two pages that want the same one never make the site fail."""

import pytest
from wagtail.models import Page

from catalog.models import CoursePage, LessonPage
from tests.catalog.cms_material import new_page
from tests.factories.accounts import InstructorFactory
from tests.factories.catalog import enroll, lessons_of, make_course, make_module, modules_of

pytestmark = pytest.mark.django_db


def force_address(page, address_of):
    """Give `page` the address of another page, as only the database can."""
    Page.objects.filter(pk=page.pk).update(slug=address_of.slug, url_path=address_of.url_path)


def test_two_courses_of_one_title_get_two_addresses(client):
    client.force_login(InstructorFactory())
    for _round in range(3):
        client.post("/cms/courses/new/", {"title": "Paper cranes", "language": "en"})
    slugs = sorted(CoursePage.objects.values_list("slug", flat=True))
    assert slugs == ["paper-cranes", "paper-cranes-2", "paper-cranes-3"]


@pytest.mark.parametrize("title", ["!!!", "折り紙", "Ünïcödé", "x" * 255, "courses"])
def test_any_title_gets_an_address(client, title):
    client.force_login(InstructorFactory())
    answer = client.post("/cms/courses/new/", {"title": title, "language": "en"})
    assert answer.status_code == 302
    assert CoursePage.objects.get().slug


def test_lesson_with_a_taken_address_is_explained_in_the_form(client):
    course = make_course(lessons=1, live=False)
    module, lesson = modules_of(course)[0], lessons_of(course)[0]
    client.force_login(course.owner)
    form = new_page(LessonPage, "Another", lesson.slug)
    answer = client.post(f"/cms/pages/add/catalog/lessonpage/{module.pk}/", form)
    assert answer.status_code == 200
    assert answer.context["form"].errors["slug"]
    assert LessonPage.objects.count() == 1


def test_two_courses_at_one_address_show_the_older(client):
    first, second = make_course(title="First", lessons=1), make_course(title="Second", lessons=1)
    force_address(second, first)
    answer = client.get(first.get_url())
    assert answer.status_code == 200
    assert answer.context["page"].title == "First"
    assert client.get("/courses/").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200


def test_two_modules_at_one_address_lead_to_the_older(client):
    course = make_course(lessons=1)
    first, second = modules_of(course)[0], make_module(course, title="Second")
    force_address(second, first)
    answer = client.get(first.get_url())
    assert answer["Location"].endswith(f"#module-{first.pk}")


def test_two_lessons_at_one_address_open_the_older(client):
    course = make_course(lessons=2)
    first, second = lessons_of(course)
    force_address(second, first)
    client.force_login(enroll(course=course).user)
    for _round in range(2):  # once through Wagtail, once through the cached shell
        answer = client.get(first.get_url())
        assert answer.status_code == 200
        assert b"Text of lesson 1.1" in answer.content
    found = client.get("/api/cms/v2/pages/find/", {"html_path": first.get_url()})
    assert found["Location"].split("?")[0].endswith(f"/pages/{first.pk}/")
    assert client.get("/api/cms/v2/pages/", {"slug": first.slug}).json()["meta"]["total_count"] == 2


def test_editor_bears_pages_at_one_address(client):
    course = make_course(lessons=2)
    first, second = lessons_of(course)
    force_address(second, first)
    client.force_login(course.owner)
    for page in (first, second, modules_of(course)[0]):
        assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
        assert client.get(f"/cms/pages/{page.pk}/").status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
def test_renamed_course_redirects_from_its_old_address(client):
    course = make_course(title="Old")
    course.slug = "new"
    course.save_revision().publish()
    answer = client.get("/courses/old/")
    assert answer.status_code == 301
    assert answer["Location"].endswith("/courses/new/")
    assert client.get(f"/courses/old/{modules_of(course)[0].slug}/lesson-11/").status_code in (301, 302)
