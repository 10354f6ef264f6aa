"""Courses that tests get from a recording are those that the services make, row by row."""

import json

import pytest
from django.db import connection
from wagtail.models import Page

from accounts.models import UserActivity
from accounts.roles import ADMIN, INSTRUCTOR, MODERATOR, STUDENT
from accounts.services.roles import assign_role
from catalog.models import CourseSummary
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import course_by_services, lessons_of, make_course, make_courses, recording_of, stand_ins
from tests.factories.replay import MOMENT, TITLE, UUID, record, replay, replay_quietly

pytestmark = pytest.mark.django_db
OPTIONS = {"lessons": 2, "modules": 2, "level": "beginner", "outcomes": [["item", "Fold a crane"]]}


def plain(rows: str) -> list[str]:
    """The rows without what differs each time, in an order that does not depend on it."""
    found = json.loads(MOMENT.sub('"moment"', UUID.sub("uuid", rows)))
    return sorted(json.dumps(row, sort_keys=True) for row in found)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="nothing is replayed on SQLite: the services make all")
@pytest.mark.parametrize("look", [None, {"hue": 20, "motif": "parang"}], ids=str)
@pytest.mark.parametrize("options", [{}, OPTIONS, {"live": False}, {"modules": 0}], ids=str)
def test_replayed_course_has_the_rows_of_one_by_the_services(options, look):
    def make(given):
        return course_by_services(title=TITLE, author=given.teacher, category=given.category, **options)

    def make_again(given):
        return replay(made, title=TITLE, teacher=given.teacher, category=given.category)

    made = record(make, lambda: stand_ins(look))
    again = record(make_again, lambda: stand_ins(look))
    assert made.rows.keys() == again.rows.keys()
    for table, rows in made.rows.items():
        assert plain(again.rows[table]) == plain(rows), table
    assert (again.path, again.folder_path) == (made.path, made.folder_path)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="nothing is replayed on SQLite: the services make all")
def test_each_of_many_courses_has_the_rows_of_one_but_its_events_are_delivered():
    def make(given):
        return course_by_services(title=TITLE, author=given.teacher, category=given.category)

    def make_again(given):
        return replay_quietly(one, titles=[TITLE], teacher=given.teacher, category=given.category)[0]

    look = {"hue": 20, "motif": "parang"}
    one = record(make, lambda: stand_ins(look))
    again = record(make_again, lambda: stand_ins(look))
    events = OutboxEvent._meta.db_table
    assert all(row["delivered_at"] for row in json.loads(again.rows.pop(events)))
    for table, rows in again.rows.items():
        assert plain(rows) == plain(one.rows[table]), table
    assert one.rows.keys() == {*again.rows, events}


def test_many_courses_stand_side_by_side_in_the_tree():
    before = make_course()
    courses = make_courses(3, author=before.owner, modules=1, lessons=2)
    assert [course.title for course in courses] == ["Course 2", "Course 3", "Course 4"]
    index = before.get_parent()
    assert [page.pk for page in index.get_children()] == [before.pk, *(course.pk for course in courses)]
    assert index.numchild == 4
    assert not any(Page.find_problems())
    assert len({lesson.translation_key for course in courses for lesson in lessons_of(course)}) == 6


def test_recording_leaves_nothing_and_goes_on_numbering_as_before():
    before = make_course().pk
    recording_of.cache_clear()
    course = make_course(title='Wax & "indigo"')
    assert before < course.pk < before + 20
    assert list(CourseSummary.objects.order_by("pk").values_list("title", "url")) == [
        ("Course 1", "/courses/course-1/"),
        ('Wax & "indigo"', "/courses/wax-indigo/"),
    ]
    assert [lesson.get_url() for lesson in lessons_of(course)] == [
        f"/courses/wax-indigo/module-1/lesson-1{number}/" for number in (1, 2)
    ]


@pytest.mark.parametrize("role", [STUDENT, INSTRUCTOR, MODERATOR, ADMIN])
def test_people_of_a_role_are_as_if_it_had_been_assigned(role):
    made, assigned = UserFactory(role=role), UserFactory()
    assigned.groups.clear()
    assign_role(user=assigned, role=role)
    assert list(made.groups.values_list("name", flat=True)) == list(assigned.groups.values_list("name", flat=True))
    assert (made.role, made.is_staff) == (assigned.role, assigned.is_staff) == (role, role == ADMIN)
    assert not UserActivity.objects.filter(user__in=[made, assigned]).exists()
