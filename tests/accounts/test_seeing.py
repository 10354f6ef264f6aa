"""“See as this learner”: the learner's pages for staff, nothing recorded, nothing changed, nothing private."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.models import UserActivity
from accounts.services.roles import assign_role
from catalog.models import Completion, CoursePage, Enrollment
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return ModeratorFactory(display_name="Mira", language="en")


@pytest.fixture
def run():
    return enroll(course=make_course(title="Wax"), user=UserFactory(display_name="Budi", language="id"))


def look(client, staff, person):
    client.force_login(staff)
    return client.post(reverse("see_as", args=[person.pk]))


def test_staff_see_the_dashboard_of_the_learner_in_their_language(client, staff, run):
    answer = look(client, staff, run.user)
    assert (answer.status_code, answer["Location"]) == (302, reverse("learn"))
    page = client.get(reverse("learn"))
    text = page.content.decode()
    assert "Wax" in text
    assert "<strong>Budi</strong>" in text
    assert '<html lang="id"' in text
    assert "private" in page["Cache-Control"]


def course_of(run) -> CoursePage:
    return CoursePage.objects.get(translation_key=run.course_key)


def test_reading_a_lesson_leaves_no_trace(client, staff, run):
    look(client, staff, run.user)
    assert client.get(lessons_of(course_of(run))[0].get_url()).status_code == 200
    after = Enrollment.objects.get(pk=run.pk)
    assert (after.last_seen_at, after.last_lesson_key) == (run.last_seen_at, run.last_lesson_key)


@pytest.mark.parametrize("action", ["complete", "undo", "leave"])
def test_nothing_can_be_done_for_the_learner(client, staff, run, action):
    lesson = lessons_of(course_of(run))[0]
    look(client, staff, run.user)
    address = {
        "complete": reverse("catalog:complete", args=[lesson.pk]),
        "undo": reverse("catalog:undo", args=[lesson.pk]),
        "leave": reverse("catalog:leave", args=[run.course_key]),
    }[action]
    answer = client.post(address)
    assert answer.status_code == 403
    assert "Nothing has happened" in answer.content.decode()
    assert not Completion.objects.exists()
    assert Enrollment.objects.get(pk=run.pk).is_active


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/",
        "/accounts/profile/",
        "/accounts/sessions/",
        "/accounts/2fa/",
        "/cms/",
        "/django-admin/",
        "/api/cms/v3/",
    ],
)
def test_pages_of_the_account_and_of_staff_are_closed(client, staff, run, address):
    look(client, staff, run.user)
    assert client.get(address).status_code == 403


def test_stopping_leads_back_to_the_person(client, staff, run):
    look(client, staff, run.user)
    answer = client.post(reverse("accounts:stop_seeing"))
    assert answer["Location"] == reverse("support_person", args=[run.user.pk])
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "Mira" in client.get("/").content.decode()


def test_it_ends_by_itself_after_half_an_hour(client, staff, run):
    look(client, staff, run.user)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert "Budi" not in client.get("/").content.decode()


def test_both_logs_say_so(client, staff, run):
    look(client, staff, run.user)
    assert UserActivity.objects.get(user=staff, verb="saw_as").label == run.user.email
    assert UserActivity.objects.get(user=run.user, verb="seen_by").label == "Mira"


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, None])
def test_only_staff_may_look(client, run, factory):
    if factory:
        client.force_login(factory())
    answer = client.post(reverse("see_as", args=[run.user.pk]))
    assert answer.status_code in (302, 403)
    assert not UserActivity.objects.filter(verb="seen_by").exists()
    assert "Budi" not in client.get("/").content.decode()


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory, AdminFactory])
def test_nobody_looks_as_somebody_with_more_rights(client, staff, factory):
    person = factory()
    assert look(client, staff, person).status_code in (302, 403)
    assert not UserActivity.objects.filter(verb="seen_by").exists()
    assert client.get("/cms/").status_code == 200


def test_learner_who_is_promoted_or_switched_off_meanwhile_is_seen_no_longer(client, staff, run):
    look(client, staff, run.user)
    assign_role(user=run.user, role="admin")
    assert "Budi" not in client.get("/").content.decode()
    assert client.get("/cms/").status_code == 200


def test_staff_who_lose_the_right_meanwhile_see_no_longer(client, staff, run):
    look(client, staff, run.user)
    assign_role(user=staff, role="student")
    assert "Budi" not in client.get(reverse("learn")).content.decode()


def test_session_stays_that_of_the_staff_member(client, staff, run):
    look(client, staff, run.user)
    client.get(reverse("learn"))
    if Session.objects.exists():
        assert Session.objects.get().get_decoded()["_auth_user_id"] == str(staff.pk)
    assert client.session["_auth_user_id"] == str(staff.pk)


def test_get_does_not_begin_it(client, staff, run):
    client.force_login(staff)
    assert client.get(reverse("see_as", args=[run.user.pk])).status_code == 405


def test_stop_without_looking_does_no_harm(client, staff):
    client.force_login(staff)
    assert client.post(reverse("accounts:stop_seeing"))["Location"] == "/"


def test_looking_costs_one_query_a_page(client, staff, run, django_assert_num_queries):
    client.force_login(run.user)
    client.get(reverse("learn"))
    with django_assert_num_queries(11):
        client.get(reverse("learn"))
    look(client, staff, run.user)
    client.get(reverse("learn"))
    with django_assert_num_queries(12):
        client.get(reverse("learn"))
