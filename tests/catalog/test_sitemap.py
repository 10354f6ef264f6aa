"""sitemap.xml names what anybody may read, and nothing else."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.catalog import lessons_of, make_course, make_lesson, make_path, modules_of

pytestmark = pytest.mark.django_db


def addresses(client):
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    return answer.content.decode()


def test_sitemap_names_courses_paths_and_free_previews(client):
    course = make_course(lessons=0)
    preview = make_lesson(modules_of(course)[0], title="Taste it", is_free_preview=True)
    path = make_path(course)
    found = addresses(client)
    for page in (course, path, preview, course.get_parent()):
        assert f"{page.get_url()}</loc>" in found


def test_sitemap_leaves_closed_lessons_and_modules_out(client):
    course = make_course(lessons=1)
    found = addresses(client)
    for page in (lessons_of(course)[0], modules_of(course)[0]):
        assert page.get_url() not in found


@pytest.mark.parametrize("closed", ["course", "module"])
def test_sitemap_leaves_out_what_stands_below_an_unpublished_page(client, closed):
    course = make_course(lessons=1, lesson_fields={"is_free_preview": True})
    lesson = lessons_of(course)[0]
    assert lesson.get_url() in addresses(client)
    (course if closed == "course" else modules_of(course)[0]).unpublish()
    assert lesson.get_url() not in addresses(client)


def test_sitemap_leaves_drafts_and_restricted_courses_out(client):
    draft, restricted = make_course(live=False, modules=0), make_course(modules=0)
    PageViewRestriction.objects.create(page=restricted.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    found = addresses(client)
    assert draft.slug not in found
    assert f"/{restricted.slug}/" not in found
