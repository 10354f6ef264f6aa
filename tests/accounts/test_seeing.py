"""“See as this learner”: the learner's pages for staff, nothing recorded, nothing changed, nothing private."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import UserActivity
from accounts.services.roles import assign_role
from catalog.models import Completion, CoursePage, Enrollment, Note
from catalog.views import messages, notes
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    staff = ModeratorFactory(display_name="Mira", language="en")
    run = enroll(course=make_course(title="Wax"), user=UserFactory(display_name="Budi", language="id"))
    return SimpleNamespace(staff=staff, run=run)


staff, run = own("staff"), own("run")


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


def private_pages(run) -> list[str]:
    lesson = lessons_of(course_of(run))[0]
    note = Note.objects.create(
        user=run.user,
        course_key=run.course_key,
        lesson_key=lesson.translation_key,
        course_title="Wax",
        lesson_title=lesson.title,
        kind=Note.Kind.NOTE,
        text="My own secret",
    )
    return [
        reverse("catalog:lesson_notes", args=[lesson.pk]),
        reverse("catalog:lesson_notes", args=[lesson.pk]) + "?panel",
        reverse("catalog:notes"),
        reverse("catalog:export_notes"),
        reverse("catalog:change_note", args=[note.pk]),
        reverse("catalog:messages"),
        reverse("catalog:message_learner", args=[run.course_key]),
        reverse("catalog:course_messages", args=[run.course_key]),
        reverse("catalog:message_team", args=[run.course_key, run.user.pk]),
        reverse("catalog:message_report", args=[1]),
    ]


def test_what_the_learner_wrote_for_few_eyes_stays_closed(client, staff, run):
    addresses = private_pages(run)
    look(client, staff, run.user)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "Nothing has happened" in answer.content.decode(), address
        assert "My own secret" not in answer.content.decode(), address


@pytest.mark.parametrize("module", [notes, messages])
def test_every_view_of_notes_and_messages_is_for_own_eyes_only(module):
    views = [view for view in vars(module).values() if getattr(view, "__module__", "") == module.__name__]
    pages = [view for view in views if callable(view) and not view.__name__.startswith("_")]
    assert pages
    assert all(getattr(view, "is_own_eyes_only", False) for view in pages)


def test_looking_around_writes_nothing_for_the_learner(client, staff, run):
    course = course_of(run)
    look(client, staff, run.user)
    client.get(reverse("learn"))
    addresses = [
        reverse("learn"),
        course.get_url(),
        lessons_of(course)[0].get_url(),
        reverse("catalog:wishlist"),
        reverse("catalog:all_announcements"),
        reverse("catalog:announcements", args=[run.course_key]),
    ]
    with CaptureQueriesContext(connection) as queries:
        for address in addresses:
            assert client.get(address).status_code == 200, address
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


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
