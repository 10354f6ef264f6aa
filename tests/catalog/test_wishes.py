"""The wishlist, and the courses looked at lately."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from catalog.errors import CourseClosed, WishesFull
from catalog.models import CourseVisit, Wish
from catalog.queries.wishes import recently_viewed, wished_courses
from catalog.services.enrollment import leave
from catalog.services.visits import KEPT, note_course_visit
from catalog.services.wishes import MAX_WISHES, add_wish, drop_wish
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, make_course, make_courses

pytestmark = pytest.mark.django_db
LIST = "/learn/wishlist/"


def door(course, name="") -> str:
    return f"{LIST}{course.translation_key}/{name}"


def random_keys(count: int):
    from uuid import uuid4

    return [uuid4() for _number in range(count)]


def test_visitor_signs_in_first_and_is_asked(client):
    course = make_course(modules=0)
    assert door(course) in client.get(course.get_url()).content.decode()
    for answer in (
        client.get(LIST),
        client.get(door(course)),
        client.post(door(course)),
        client.post(door(course, "off/")),
    ):
        assert answer["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(door(course)).status_code == 200
    assert not Wish.objects.exists()


def test_heart_puts_the_course_on_the_list_and_takes_it_off(client):
    course = make_course(modules=0, title="A <i>wish</i>")
    client.force_login(UserFactory())
    for _twice in range(2):
        assert client.post(door(course))["Location"] == course.get_url()
    assert Wish.objects.count() == 1
    assert door(course, "off/") in client.get(course.get_url()).content.decode()
    assert b"A &lt;i&gt;wish" in client.get(LIST).content
    assert client.get(door(course, "off/")).status_code == 405
    for _twice in range(2):
        assert client.post(door(course, "off/"), {"course": "1"})["Location"] == course.get_url()
    assert client.post(door(course, "off/"))["Location"] == LIST
    assert not Wish.objects.exists()
    assert b"Press the heart" in client.get(LIST).content


def test_who_takes_the_course_or_writes_it_sees_no_heart(client):
    course = make_course(modules=0)
    for person in (enroll(course=course).user, course.owner):
        client.force_login(person)
        assert LIST.encode() + str(course.translation_key).encode() not in client.get(course.get_url()).content


def test_closed_course_is_not_wished_and_waits_unseen(client):
    course, learner = make_course(modules=0), UserFactory()
    add_wish(user=learner, course=course)
    course.unpublish()
    assert wished_courses(learner) == []
    with pytest.raises(CourseClosed):
        add_wish(user=learner, course=course)
    client.force_login(learner)
    assert client.post(door(course)).status_code == 404


def test_course_that_one_takes_is_wished_no_more_until_one_leaves_it():
    course, learner = make_course(modules=0), UserFactory()
    add_wish(user=learner, course=course)
    enroll(user=learner, course=course)
    assert wished_courses(learner) == []
    leave(user=learner, course_key=course.translation_key)
    assert [card.course_id for card in wished_courses(learner)] == [course.pk]


def test_lists_are_personal_and_the_latest_wish_comes_first():
    learner, now = UserFactory(), timezone.now()
    first, second = (make_course(modules=0) for _number in range(2))
    add_wish(user=learner, course=first, now=now - timedelta(days=1))
    add_wish(user=learner, course=second, now=now)
    assert [card.course_id for card in wished_courses(learner)] == [second.pk, first.pk]
    other = UserFactory()
    drop_wish(user=other, course_key=first.translation_key)
    assert wished_courses(other) == []
    assert len(wished_courses(learner)) == 2


def test_full_list_says_so():
    learner = UserFactory()
    Wish.objects.bulk_create(Wish(user=learner, course_key=key) for key in random_keys(MAX_WISHES))
    with pytest.raises(WishesFull):
        add_wish(user=learner, course=make_course(modules=0))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_last_place_is_given_once_and_without_the_lock_too_often():
    from tests.catalog.test_races import AT_ONCE
    from tests.threads import all_at_once

    learner, courses = UserFactory(), [make_course(modules=0) for _number in range(AT_ONCE)]
    Wish.objects.bulk_create(Wish(user=learner, course_key=key) for key in random_keys(MAX_WISHES - 1))
    all_at_once(lambda course: add_wish(user=learner, course=course), courses)
    assert Wish.objects.count() == MAX_WISHES

    looked = threading.Barrier(AT_ONCE)
    Wish.objects.filter(course_key__in=[course.translation_key for course in courses]).delete()

    def naive(course):
        room = Wish.objects.filter(user=learner).count() < MAX_WISHES
        looked.wait(timeout=30)
        if room:
            Wish.objects.create(user=learner, course_key=course.translation_key)

    all_at_once(naive, courses)
    assert Wish.objects.count() == MAX_WISHES - 1 + AT_ONCE


def test_visit_is_written_once_an_hour(client, django_assert_num_queries):
    course, learner = make_course(modules=0), UserFactory()
    client.force_login(learner)
    client.get(course.get_url())
    seen_at = CourseVisit.objects.get(user=learner).seen_at
    client.get(course.get_url())
    with django_assert_num_queries(0):
        note_course_visit(user=learner, course_key=course.translation_key)
    assert CourseVisit.objects.get(user=learner).seen_at == seen_at
    cache.clear()  # as after the hour
    note_course_visit(user=learner, course_key=course.translation_key)
    assert CourseVisit.objects.get(user=learner).seen_at > seen_at


def test_visitors_and_other_methods_write_nothing(client):
    course = make_course(modules=0)
    client.get(course.get_url())
    client.force_login(UserFactory())
    client.head(course.get_url())
    assert not CourseVisit.objects.exists()


def test_only_the_latest_visits_are_kept():
    learner, now = UserFactory(), timezone.now()
    for number, key in enumerate(random_keys(KEPT + 3)):
        note_course_visit(user=learner, course_key=key, now=now + timedelta(minutes=number))
    assert CourseVisit.objects.filter(user=learner).count() == KEPT
    assert not CourseVisit.objects.filter(seen_at__lt=now + timedelta(minutes=3)).exists()


def test_recently_viewed_leaves_out_what_one_takes_and_what_is_closed():
    learner = UserFactory()
    taken, closed, seen = (make_course(modules=0) for _number in range(3))
    for course in (taken, closed, seen):
        note_course_visit(user=learner, course_key=course.translation_key)
    closed.unpublish()
    cards = recently_viewed(learner, without=[taken.translation_key])
    assert [card.course_id for card in cards] == [seen.pk]


@pytest.mark.parametrize("count", [1, 20])
def test_list_takes_the_same_queries_for_any_number(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    learner = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        for course in make_courses(count, modules=0):
            add_wish(user=learner, course=course)
    client.force_login(learner)
    client.get(LIST)
    with django_assert_num_queries(2):
        client.get(LIST)
