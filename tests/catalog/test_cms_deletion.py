"""Records of learners outlive a click: what they learned from is unpublished, not deleted."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from catalog.models import Completion, CoursePage, CourseTeam, LessonPage, ModulePage
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import leave
from tests.factories.accounts import AdminFactory
from tests.factories.catalog import enroll, lessons_of, make_course, modules_of

pytestmark = pytest.mark.django_db
REASON = "unpublish"


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(modules=2, lessons=2)
    enrollment = enroll(course=course)
    complete_lesson(user=enrollment.user, lesson=lessons_of(course)[0])
    return SimpleNamespace(course=course, enrollment=enrollment, admin=AdminFactory())


@pytest.fixture
def learned(client, own_copies):
    """A course with one completed lesson, and an admin who is signed in."""
    client.force_login(own_copies.admin)
    return own_copies.course, own_copies.enrollment


def page_at(course, level):
    return {"course": course, "module": modules_of(course)[0], "lesson": lessons_of(course)[0]}[level]


def shown_messages(answer):
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("level", ["course", "module", "lesson"])
def test_single_deletion_is_refused_with_the_reason(client, learned, level):
    course, _enrollment = learned
    page = page_at(course, level)
    for method in (client.get, client.post):
        answer = method(f"/cms/pages/{page.pk}/delete/", follow=True)
        assert answer.status_code == 200
        assert REASON in shown_messages(answer).lower()
    assert type(page).objects.filter(pk=page.pk).exists()
    assert Completion.objects.count() == 1


@pytest.mark.parametrize("level", ["course", "module", "lesson"])
def test_bulk_deletion_is_refused_as_a_whole_with_the_reason(client, learned, level):
    course, _enrollment = learned
    page, innocent = page_at(course, level), lessons_of(course)[3]
    path = f"/cms/bulk/wagtailcore/page/delete/?id={innocent.pk}&id={page.pk}&next=/cms/"
    answer = client.post(path, {"type-to-delete": "x"}, follow=True)
    assert answer.status_code == 200
    assert REASON in shown_messages(answer).lower()
    assert page.title in shown_messages(answer)
    assert type(page).objects.filter(pk=page.pk).exists()
    assert LessonPage.objects.filter(pk=innocent.pk).exists()


def test_deletion_behind_the_views_is_refused_too(learned):
    course, _enrollment = learned
    with pytest.raises(PermissionDenied):
        page_at(course, "lesson").delete()


def test_lesson_that_nobody_completed_can_be_deleted(client, learned):
    course, enrollment = learned
    lesson = lessons_of(course)[3]
    assert client.post(f"/cms/pages/{lesson.pk}/delete/").status_code == 302
    assert not LessonPage.objects.filter(pk=lesson.pk).exists()
    assert enrollment.completions.count() == 1


def test_course_somebody_has_left_keeps_the_record(client, learned):
    course, enrollment = learned
    leave(user=enrollment.user, course_key=course.translation_key)
    client.post(f"/cms/pages/{course.pk}/delete/")
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_draft_course_goes_with_its_team_and_its_files_stay(client):
    before = ModulePage.objects.count(), CourseTeam.objects.count()
    course = make_course(live=False)
    group, folder = course.team.group, course.team.collection
    client.force_login(AdminFactory())
    answer = client.post(f"/cms/pages/{course.pk}/delete/", {"type-to-delete": "x"}, follow=True)
    assert answer.status_code == 200
    assert not CoursePage.objects.filter(pk=course.pk).exists()
    assert (ModulePage.objects.count(), CourseTeam.objects.count()) == before
    assert not type(group).objects.filter(pk=group.pk).exists()
    assert type(folder).objects.filter(pk=folder.pk).exists()
