"""The activity log: what is written, and that the person sees their own and nobody else's."""

from pathlib import Path

import pytest
from django.apps import apps
from django.test import RequestFactory

from accounts.models import ActivityVerb, UserActivity
from accounts.queries import log_lines
from accounts.services.activity import record_activities, record_activity
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import leave
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course, modules_of

pytestmark = pytest.mark.django_db


def test_record_activity_stores_what_happened_and_from_where():
    user = UserFactory()
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    record_activity(user=user, verb="enrolled", label="Batik", object_key="course:1", request=request)
    entry = user.activities.get()
    assert (entry.get_verb_display(), entry.label, entry.object_key, entry.ip) == (
        "Enrolled",
        "Batik",
        "course:1",
        "203.0.113.7",
    )


def test_record_activity_ignores_a_forged_forwarding_header():
    user = UserFactory()
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert record_activity(user=user, verb="enrolled", request=request).ip == "203.0.113.7"


def test_record_activity_behind_a_trusted_proxy_stores_the_visitor(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 198.51.100.1")
    assert record_activity(user=UserFactory(), verb="enrolled", request=request).ip == "198.51.100.1"


def test_record_activity_behind_a_unix_socket_stores_no_address():
    request = RequestFactory().get("/", REMOTE_ADDR="")
    assert record_activity(user=UserFactory(), verb="enrolled", request=request).ip is None


def test_record_activity_cuts_what_is_too_long():
    entry = record_activity(user=UserFactory(), verb="enrolled", label="x" * 300, object_key="y" * 300)
    entry.refresh_from_db()
    assert (len(entry.label), len(entry.object_key)) == (255, 100)


def test_record_activities_writes_thousands_in_few_queries(django_assert_max_num_queries):
    user = UserFactory()
    rows = [UserActivity(user=user, verb="enrolled", label="x" * 300) for _number in range(2500)]
    with django_assert_max_num_queries(25):  # SQLite takes fewer rows a statement than PostgreSQL
        record_activities(rows)
    assert user.activities.count() == 2500


def test_unknown_verb_is_shown_in_plain_words():
    assert UserActivity(verb="joined_batch").get_verb_display() == "Joined batch"


def test_sign_in_and_out_are_logged_but_a_wrong_password_is_not(client):
    user = UserFactory()
    client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    assert not user.activities.exists()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/logout/")
    assert list(user.activities.order_by("pk").values_list("verb", "ip")) == [
        ("signed_in", "127.0.0.1"),
        ("signed_out", "127.0.0.1"),
    ]


def test_activity_page_shows_ones_own_log_only(client):
    user, other = UserFactory(), UserFactory()
    record_activity(user=user, verb="enrolled", label="Batik for beginners")
    record_activity(user=other, verb="enrolled", label="A secret course")
    client.force_login(user)
    page = client.get("/accounts/activity/").content.decode()
    assert "Batik for beginners" in page
    assert "A secret course" not in page


def test_activity_page_is_cut_into_pages_newest_first(client):
    user = UserFactory()
    client.force_login(user)
    record_activities(UserActivity(user=user, verb="completed", label=f"Lesson {n:03}") for n in range(1, 120))
    first, third = client.get("/accounts/activity/"), client.get("/accounts/activity/?page=3")
    assert first.context["page_obj"].object_list[0].label == "Lesson 119"
    assert len(first.context["page_obj"].object_list) == 50
    assert third.context["page_obj"].number == 3
    assert "Lesson 001" in third.content.decode()


def test_activity_page_with_a_senseless_page_number_shows_a_page(client):
    client.force_login(UserFactory())
    for number in ("0", "999", "x"):
        assert client.get(f"/accounts/activity/?page={number}").status_code == 200


@pytest.mark.parametrize("entries", [1, 20])
def test_activity_page_costs_the_same_for_any_length(client, django_assert_num_queries, entries):
    user = UserFactory()
    client.force_login(user)
    record_activities(UserActivity(user=user, verb="enrolled") for _number in range(entries))
    client.get("/accounts/activity/")
    with django_assert_num_queries(3):  # user with role, count, entries
        client.get("/accounts/activity/")


def test_activity_of_a_visitor_leads_to_sign_in(client):
    response = client.get("/accounts/activity/")
    assert response.headers["Location"] == "/accounts/login/?next=/accounts/activity/"


def test_html_in_a_label_is_shown_as_text(client):
    user = UserFactory()
    record_activity(user=user, verb="enrolled", label="<script>alert(1)</script>")
    client.force_login(user)
    page = client.get("/accounts/activity/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- What the entries tell of ------------------------------------------------------------------------
def finished_course(**fields):
    """A course with one lesson, completed by its learner."""
    course = make_course(lessons=1, **fields)
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    return course, learner


def test_activity_page_leads_to_lessons_courses_and_certificates(client):
    course, learner = finished_course(title="Batik")
    lesson = lessons_of(course)[0]
    client.force_login(learner)
    page = client.get("/accounts/activity/").content.decode()
    certificate = learner.enrollments.get().certificate
    assert f'<a href="{course.get_url()}">Batik</a>' in page
    assert f'<a href="{lesson.get_url()}">{lesson.title}</a>' in page
    assert f'<a href="{certificate.get_absolute_url()}">Batik</a>' in page


@pytest.mark.parametrize("closed", ["lesson", "module", "course"])
def test_activity_of_a_lesson_that_cannot_be_opened_is_told_without_a_link(closed):
    course, learner = finished_course()
    lesson = lessons_of(course)[0]
    {"lesson": lesson, "module": modules_of(course)[0], "course": course}[closed].unpublish()
    line = next(line for line in log_lines(learner.activities.all()) if line.verb == "lesson_completed")
    assert (line.label, line.url) == (lesson.title, "")


def test_entry_without_a_label_takes_the_title_of_its_page():
    course, learner = finished_course(title="Batik")
    leave(user=learner, course_key=course.translation_key)
    line = log_lines(learner.activities.filter(verb="left"))[0]
    assert (line.what, line.label, line.url) == ("Left a course", "Batik", course.get_url())


@pytest.mark.parametrize("key", ["", "course:1", "not a key", "0" * 32])
def test_entry_of_an_unknown_object_is_told_all_the_same(key):
    entry = UserActivity(user=UserFactory(), verb="enrolled", label="Batik", object_key=key)
    assert [(line.label, line.url) for line in log_lines([entry])] == [("Batik", "")]


@pytest.mark.parametrize("courses", [1, 20])
def test_links_cost_two_queries_for_any_length(django_assert_num_queries, courses):
    learner = UserFactory()
    for _number in range(courses):
        enroll(user=learner, course=make_course(modules=0))
    entries = list(learner.activities.all())
    make_course(modules=0).get_url()  # remembers the roots of the site
    with django_assert_num_queries(2):
        lines = log_lines(entries)
    assert all(line.url for line in lines)


@pytest.mark.parametrize("verb", list(ActivityVerb))
def test_every_verb_that_the_report_offers_is_written_somewhere(verb):
    folders = [Path(apps.get_app_config(name).path) for name in ("accounts", "catalog", "commerce")]
    sources = [path for folder in folders for path in folder.rglob("*.py") if path.name != "activity.py"]
    written = (f"ActivityVerb.{verb.name}", f'verb="{verb}"')
    assert any(word in path.read_text("utf-8") for path in sources for word in written)
