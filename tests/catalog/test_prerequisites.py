"""Courses that belong before others: suggested, or demanded of whoever enrolls freely."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from catalog.errors import CourseBeforeMissing
from catalog.models import CoursePage, CoursePrerequisite, Enrollment
from catalog.queries.prerequisites import demands, prerequisites_of
from catalog.services.enrollment import enroll_by_staff, enroll_oneself, leave
from catalog.services.paths import enroll_in_path
from tests.catalog.cms_material import editor_form
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.catalog import enroll, make_course, make_path, publish_page, reload
from tests.factories.paths import finish
from tests.sharing import own

pytestmark = pytest.mark.django_db


def put_before(course, required, *, is_hard: bool = True) -> CoursePage:
    course = reload(course)
    course.prerequisites.add(CoursePrerequisite(required=required, is_hard=is_hard))
    course.save_revision()
    return publish_page(course)


@pytest.fixture(scope="module")
def made(made_once):
    first = make_course(title="First <b>steps</b>", lessons=1)
    return SimpleNamespace(first=first, course=put_before(make_course(title="Further", lessons=1), first))


first, course = own("first"), own("course")


def test_who_enrolls_freely_completes_the_course_before(course, first):
    learner = UserFactory()
    with pytest.raises(CourseBeforeMissing) as refused:
        enroll_oneself(user=learner, course=course)
    assert "First" in str(refused.value.message)
    assert not Enrollment.objects.exists()
    finish(enroll(user=learner, course=first).user, first)
    enroll_oneself(user=learner, course=course)
    leave(user=learner, course_key=course.translation_key)
    put_before(course, make_course(lessons=1))
    enroll_oneself(user=learner, course=reload(course))  # has been in before: what came to it later is not asked


def test_codes_staff_and_paths_open_it_all_the_same(course):
    for number, source in enumerate(("code", "path")):
        enroll(course=course, source=source, reference=str(number))
    enroll_by_staff(user=UserFactory(), course=course)
    enroll_in_path(user=UserFactory(), path=make_path(course))
    assert Enrollment.objects.count() == 4


def test_suggestion_refuses_nobody(first):
    course = put_before(make_course(lessons=1), first, is_hard=False)
    assert enroll_oneself(user=UserFactory(), course=course).is_active


def test_closed_course_is_asked_of_nobody(course, first):
    first.unpublish()
    assert prerequisites_of(reload(course)) == ()
    assert enroll_oneself(user=UserFactory(), course=reload(course)).is_active


def test_button_says_why_it_refuses(client, course):
    client.force_login(UserFactory())
    answer = client.post(f"/learn/enroll/{course.translation_key}/", follow=True)
    assert "First &lt;b&gt;steps" in answer.content.decode()
    assert not Enrollment.objects.exists()


def test_button_leads_to_the_course_before_instead(client, course, first):
    learner = UserFactory()
    client.force_login(learner)
    for address in (course.get_url(), f"/learn/enroll/{course.translation_key}/"):
        page = client.get(address).content.decode()
        assert "Complete this course first" in page
        assert "Enroll for free" not in page
    finish(enroll(user=learner, course=first).user, first)
    assert "Enroll for free" in client.get(course.get_url()).content.decode()


def test_page_tells_each_person_their_state(client, course, first):
    def story() -> str:
        return client.get(course.get_url()).content.decode().split('id="before"')[1].split("</section>")[0]

    assert "Must be completed first" in story()
    assert "First &lt;b&gt;steps" in story()
    assert "Not completed yet" not in story()
    learner = UserFactory()
    client.force_login(learner)
    assert "Not completed yet" in story()
    finish(enroll(user=learner, course=first).user, first)
    assert "Not completed yet" not in story()
    assert "badge--good" in story()


def test_page_without_any_has_no_such_part(client, first):
    assert 'id="before"' not in client.get(first.get_url()).content.decode()


def test_database_refuses_a_course_before_itself_and_twice(course, first):
    for wrong in (CoursePrerequisite(course=first, required=first), CoursePrerequisite(course=course, required=first)):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()


def test_circle_is_found_by_way_of_others(course, first):
    further = put_before(make_course(lessons=1), course)
    assert demands(further.pk, first.pk)
    assert not demands(first.pk, further.pk)


def form_errors(course, *rows) -> list[str]:
    """What the editor says to these rows (required course, hard?) of the panel."""
    form_class = CoursePage.get_edit_handler().get_form_class()
    fields = [
        {"id": "", "required": required.pk, "ORDER": number, **({"is_hard": "on"} if is_hard else {})}
        for number, (required, is_hard) in enumerate(rows)
    ]
    formset = nested_form_data({"prerequisites": inline_formset(fields)})
    data = editor_form(course) | formset
    form = form_class(data, instance=reload(course), for_user=AdminFactory())
    form.is_valid()
    return [error for row in form.formsets["prerequisites"].errors for error in row.get("required", [])]


def test_editor_refuses_what_makes_no_sense(course, first):
    other = make_course(lessons=1)
    assert form_errors(first, (first, False)) == ["A course cannot come before itself."]
    assert form_errors(first, (other, False), (other, True)) == ["This course stands here twice."]
    assert form_errors(first, (course, True))[0].startswith("That course demands this one")
    assert form_errors(first, (course, False), (other, True)) == []
