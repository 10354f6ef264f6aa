"""The page of a path, its doors, its certificate, and the dashboard."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from catalog.models import Certificate, PathEnrollment
from catalog.services.paths import enroll_in_path
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.catalog import lessons_of, make_course, make_courses, make_path, reload
from tests.factories.paths import finish

pytestmark = pytest.mark.django_db


def door(path, name="enroll_path") -> str:
    return reverse(f"catalog:{name}", args=[path.translation_key])


def states(client, path) -> list[str]:
    return [step.state for step in client.get(path.get_url()).context["view"].steps]


def test_page_of_visitors_may_be_kept_and_leads_to_sign_in(client):
    path = make_path(make_course(title="One", lessons=1), title="A <b>way</b>")
    answer = client.get(path.get_url())
    assert "s-maxage" in answer["Cache-Control"]
    assert b"csrfmiddlewaretoken" not in answer.content
    assert b"A &lt;b&gt;way" in answer.content
    assert door(path) in answer.content.decode()
    for address in (door(path), door(path, "leave_path")):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/accounts/login/")
    assert not PathEnrollment.objects.exists()


def test_learner_enters_sees_the_next_step_and_leaves(client):
    first, second = (make_course(title=title, lessons=1) for title in ("One", "Two"))
    paid = make_course(title="Three", lessons=1, price_minor=900)
    path, learner = make_path(first, second, paid, is_fixed_order=True), UserFactory()
    client.force_login(learner)
    assert states(client, path) == ["", "", ""]
    assert client.get(door(path)).status_code == 200
    assert client.post(door(path))["Location"] == path.get_url()
    answer = client.get(path.get_url())
    assert [step.state for step in answer.context["view"].steps] == ["open", "locked", "locked"]
    assert answer.context["view"].next_url == lessons_of(first)[0].get_url()
    assert "private" in answer["Cache-Control"]
    for course in (first, second):
        finish(learner, course)
    answer = client.get(path.get_url())
    assert [step.state for step in answer.context["view"].steps] == ["done", "done", "paid"]
    assert answer.context["view"].next_url == paid.get_url()
    assert b"its page says how to get it" in answer.content
    assert client.get(door(path, "leave_path")).status_code == 200
    assert client.post(door(path, "leave_path"))["Location"] == "/learn/"
    assert client.post(door(path, "leave_path")).status_code == 404
    assert PathEnrollment.objects.get().is_active is False


def test_one_person_says_nothing_about_another(client):
    course = make_course(lessons=1)
    path = make_path(course)
    enroll_in_path(user=UserFactory(), path=path)
    client.force_login(UserFactory())
    assert client.get(path.get_url()).context["view"].enrollment is None
    assert client.get(door(path, "leave_path")).status_code == 404


def test_closed_path_has_no_doors(client):
    client.force_login(UserFactory())
    path = make_path(live=False)
    assert client.get(door(path)).status_code == client.post(door(path)).status_code == 404


def test_certificate_of_a_path_is_checked_like_any_other(client):
    course, learner = make_course(lessons=1), UserFactory()
    path = make_path(course, title="The whole way")
    enroll_in_path(user=learner, path=path)
    finish(learner, course)
    certificate = Certificate.objects.get(path_enrollment__user=learner)
    page = client.get(certificate.get_absolute_url()).content.decode()
    for text in ("This certificate is genuine", "every course of the learning path", "The whole way", path.get_url()):
        assert text in page
    assert client.get(f"{certificate.get_absolute_url()}certificate.pdf")["Content-Type"] == "application/pdf"
    client.force_login(learner)
    assert certificate.get_absolute_url() in client.get(path.get_url()).content.decode()


def test_dashboard_lists_the_paths(client):
    learner = UserFactory()
    enroll_in_path(user=learner, path=make_path(make_course(lessons=1), title="The whole way"))
    client.force_login(learner)
    answer = client.get("/learn/")
    assert [(card.title, card.percent) for card in answer.context["paths"]] == [("The whole way", 0)]


@pytest.mark.parametrize("count", [1, 20])
def test_page_takes_the_same_queries_for_any_number_of_courses(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    learner = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        path = make_path(*make_courses(count, lessons=1))
        enroll_in_path(user=learner, path=path)
    client.force_login(learner)
    client.get(path.get_url())
    with django_assert_num_queries(20):
        client.get(path.get_url())


def path_errors(path, *courses) -> list[str]:
    """What the editor says to these courses of a path."""
    rows = [{"id": "", "course": course.pk, "ORDER": number} for number, course in enumerate(courses)]
    data = {"title": path.title, "slug": path.slug, "introduction": "null", "path_courses": inline_formset(rows)}
    form_class = type(path).get_edit_handler().get_form_class()
    form = form_class(nested_form_data(data), instance=reload(path), for_user=AdminFactory())
    form.is_valid()
    formset = form.formsets["path_courses"]
    return [*formset.non_form_errors(), *(error for row in formset.errors for error in row.get("course", []))]


def test_editor_shows_the_order_and_refuses_a_course_twice(client):
    one, two = (make_course(modules=0) for _number in range(2))
    path = make_path()
    assert path_errors(path, one, two) == []
    assert len(path_errors(path, one, one)) == 1
    client.force_login(AdminFactory())
    page = client.get(reverse("wagtailadmin_pages:edit", args=[path.pk])).content.decode()
    assert 'name="is_fixed_order"' in page
