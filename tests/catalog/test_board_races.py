"""Several people arrange one course at the same moment: one order wins, the others are told, the tree stays whole."""

import threading

import pytest
from wagtail.models import Page

from catalog.errors import BoardOutdated
from catalog.queries.board import stamp_of
from catalog.services.curriculum_edits import begin_module
from catalog.services.curriculum_moves import move_page
from tests.catalog.board_material import order_of
from tests.factories.catalog import lessons_of, make_course, modules_of
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 6


@pytest.fixture
def course():
    return make_course(modules=2, lessons=AT_ONCE, live=False)


def test_of_moves_decided_on_one_board_the_first_is_done_and_the_others_are_told(course):
    stamp, target = stamp_of(course), modules_of(course)[1]

    def move(lesson):
        way = {"user": course.owner, "course_id": course.pk, "stamp": stamp}
        return move_page(page_id=lesson.pk, parent_id=target.pk, **way)

    results = all_at_once(move, lessons_of(course)[:AT_ONCE])
    assert sum(isinstance(result, BoardOutdated) for result in results) == AT_ONCE - 1
    assert [len(lessons) for lessons in order_of(course).values()] == [AT_ONCE - 1, AT_ONCE + 1]
    assert Page.find_problems() == ([], [], [], [], [])


def test_control_comparing_without_a_lock_lets_everybody_through(course):
    stamp, looked, through = stamp_of(course), threading.Barrier(AT_ONCE), []

    def naive(lesson):
        is_current = stamp_of(course) == stamp
        looked.wait(timeout=30)
        if is_current:
            through.append(lesson)

    all_at_once(naive, lessons_of(course)[:AT_ONCE])
    assert len(through) == AT_ONCE


def test_modules_added_at_once_all_have_a_place_and_an_address_of_their_own(course):
    def add(_number):
        return begin_module(user=course.owner, course_id=course.pk, title="More").slug

    slugs = all_at_once(add, range(AT_ONCE))
    assert len({str(slug) for slug in slugs}) == AT_ONCE
    assert len(modules_of(course)) == 2 + AT_ONCE
    assert Page.find_problems() == ([], [], [], [], [])
