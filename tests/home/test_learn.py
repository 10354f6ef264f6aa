"""The learner's dashboard and the first page."""

import pytest
from django.urls import reverse

from catalog.models import Grant
from catalog.services.completion import complete_lesson, note_visit
from catalog.services.enrollment import leave, revoke
from catalog.services.paths import enroll_in_path
from catalog.services.visits import note_course_visit
from home.queries import learning_cards, main_categories, recommended_courses, site_numbers
from lms_site.events import muted
from tests.factories.accounts import UserFactory
from tests.factories.bulk import repeat_path
from tests.factories.catalog import CategoryFactory, enroll, lessons_of, make_course, make_courses, make_path

pytestmark = pytest.mark.django_db


def test_visitor_is_sent_to_sign_in(client):
    answer = client.get(reverse("learn"))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_empty_dashboard_says_what_to_do_first(client):
    client.force_login(UserFactory())
    answer = client.get(reverse("learn"))
    assert answer.context["next_card"] is None
    assert b"/courses/" in answer.content


def test_next_step_is_the_first_open_lesson_of_the_course_last_seen(client):
    learner = UserFactory()
    older, newer = make_course(title="Older", lessons=2), make_course(title="Newer", lessons=2)
    for course in (older, newer):
        enrollment = enroll(user=learner, course=course)
    first, second = lessons_of(newer)
    complete_lesson(user=learner, lesson=first)
    note_visit(enrollment, first.translation_key)
    client.force_login(learner)
    card = client.get(reverse("learn")).context["next_card"]
    assert (card.title, card.next_title, card.percent) == ("Newer", second.title, 50)
    assert card.next_url == second.get_url()


def test_finished_courses_stand_apart_with_their_certificate(client):
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    client.force_login(learner)
    context = client.get(reverse("learn")).context
    assert context["active"] == []
    assert context["finished"][0].certificate_url.startswith("/certificates/")


def test_closed_course_stays_listed_and_leads_nowhere():
    course = make_course()
    learner = enroll(course=course).user
    course.unpublish()
    card = learning_cards(learner)[0]
    assert card.is_closed
    assert card.next_url == ""


def test_ended_access_shows_as_closed():
    course = make_course()
    learner = enroll(course=course, source=Grant.Source.CODE, reference="c").user
    revoke(source=Grant.Source.CODE, reference="c")
    assert learning_cards(learner)[0].is_closed


def test_course_that_was_left_is_not_listed():
    course = make_course()
    learner = enroll(course=course).user
    leave(user=learner, course_key=course.translation_key)
    assert learning_cards(learner) == []


def test_recommendations_leave_out_what_one_takes():
    taken, other = make_course(), make_course()
    learner = enroll(course=taken).user
    assert [row.course_id for row in recommended_courses(learner, learning_cards(learner))] == [other.pk]


def test_main_categories_count_their_branches_and_hide_empty_ones():
    crafts, empty = CategoryFactory(name="Crafts"), CategoryFactory(name="Empty")
    textiles = CategoryFactory(name="Textiles", parent=crafts)
    make_course(category=textiles)
    make_course(category=crafts)
    counted = {category.name: category.course_count for category in main_categories()}
    assert counted == {"Crafts": 2}
    assert empty.name not in counted


def test_numbers_of_the_site_are_those_of_the_database():
    make_course(modules=2, lessons=2)
    enroll(course=make_course(lessons=1))
    numbers = site_numbers()
    assert (numbers["courses"], numbers["lessons"]) == (2, 5)


def test_home_shows_courses_categories_and_paths(client):
    course = make_course(title="A course to find", category=CategoryFactory(name="Crafts"))
    make_path(course, title="A path to follow")
    page = client.get("/").content.decode()
    for text in ("A course to find", "Crafts", "A path to follow"):
        assert text in page
    assert "csrfmiddlewaretoken" not in page


def test_home_of_a_learner_continues(client):
    course = make_course(title="Begun")
    client.force_login(enroll(course=course).user)
    answer = client.get("/")
    assert [card.title for card in answer.context["continue_cards"]] == ["Begun"]
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("count", [1, 50])
def test_dashboard_takes_the_same_queries_for_any_number_of_courses(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    learner = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        courses = make_courses(count, lessons=1)
        with muted():
            for course in courses:
                enroll(learner, course)
    client.force_login(learner)
    client.get(reverse("learn"))
    with django_assert_num_queries(9):
        client.get(reverse("learn"))


@pytest.mark.parametrize("count", [1, 20])
def test_dashboard_with_paths_and_visits_takes_ten_queries(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    learner = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        taken, seen = make_course(lessons=1), make_course(lessons=1)
        path = make_path(taken)
        for one in (path, *repeat_path(path, [f"Path {number}" for number in range(1, count)])):
            enroll_in_path(user=learner, path=one)
    note_course_visit(user=learner, course_key=seen.translation_key)
    client.force_login(learner)
    answer = client.get(reverse("learn"))
    assert len(answer.context["paths"]) == count
    assert [card.course_id for card in answer.context["recent"]] == [seen.pk]
    with django_assert_num_queries(10):
        client.get(reverse("learn"))


@pytest.mark.parametrize("count", [1, 20])
def test_home_takes_the_same_queries_for_any_number_of_courses(
    client, count, django_assert_num_queries, settings, django_capture_on_commit_callbacks
):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(count):
            make_course(lessons=1, category=CategoryFactory())
    client.get("/")
    with django_assert_num_queries(13):
        client.get("/")
