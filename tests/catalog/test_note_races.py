"""Notes that are sent many times at once."""

import threading

from catalog.models import Note
from catalog.services.notes import write_note
from tests.catalog.test_races import AT_ONCE
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.factories.notes import make_notes
from tests.threads import RACES, all_at_once

pytestmark = RACES


def test_note_sent_many_times_at_once_is_kept_once_and_without_the_lock_often():
    lesson = lessons_of(make_course(lessons=1))[0]
    learner = enroll(course=lesson.get_course()).user
    results = all_at_once(lambda _number: write_note(user=learner, lesson=lesson, text="Same").pk, range(AT_ONCE))
    assert len(set(results)) == Note.objects.count() == 1

    looked = threading.Barrier(AT_ONCE)

    def naive(_number):
        is_new = not Note.objects.filter(user=learner, text="Thought 1").exists()
        looked.wait(timeout=30)
        if is_new:
            make_notes(learner, lesson, 1)

    all_at_once(naive, range(AT_ONCE))
    assert Note.objects.filter(text="Thought 1").count() == AT_ONCE
