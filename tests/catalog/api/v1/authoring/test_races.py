"""Two programs save one draft at the same moment: the first is done, the others are told."""

import threading

from catalog.errors import DraftChanged
from catalog.queries.drafts import draft_version
from catalog.services.drafts import save_draft
from tests.factories.catalog import lessons_of, make_course, reload
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 5


def test_of_drafts_made_from_one_version_the_first_is_saved():
    course = make_course(live=False, lessons=1)
    lesson = lessons_of(course)[0]
    version, before = draft_version(lesson), lesson.revisions.count()

    def save(number):
        values = {"title": f"By {number}"}
        way = {"user": course.owner, "course_id": course.pk, "page_id": lesson.pk}
        return save_draft(**way, values=values, versions={version})

    results = all_at_once(save, range(AT_ONCE))
    assert sum(isinstance(result, DraftChanged) for result in results) == AT_ONCE - 1
    assert reload(lesson).revisions.count() == before + 1


def test_control_comparing_without_a_lock_lets_everybody_through():
    lesson = lessons_of(make_course(live=False, lessons=1))[0]
    version, looked, through = draft_version(lesson), threading.Barrier(AT_ONCE), []

    def naive(number):
        is_current = draft_version(lesson) == version
        looked.wait(timeout=30)
        if is_current:
            through.append(number)

    all_at_once(naive, range(AT_ONCE))
    assert len(through) == AT_ONCE
