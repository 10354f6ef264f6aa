"""Two tabs, two moderators, an editor that saves while a course is published. Each with its control."""

import threading

from django.db import IntegrityError

from catalog.errors import SubmissionClosed
from catalog.models import CourseSubmission
from catalog.services.submission_review import approve_submission, return_submission
from catalog.services.submissions import submit_course
from lms_site.models import OutboxEvent
from tests.factories.accounts import ModeratorFactory
from tests.factories.catalog import lessons_of, reload
from tests.factories.submissions import finished_course, make_submission, write_draft, write_lessons
from tests.threads import RACES, all_at_once

pytestmark = RACES
TABS = 4


def happened(name: str) -> int:
    return OutboxEvent.objects.filter(name=f"catalog.events.{name}").count()


def test_tabs_that_submit_at_once_make_one_submission():
    course = finished_course(lessons=1)
    write_lessons(course)
    results = all_at_once(lambda _tab: submit_course(course=course, author=course.owner).pk, range(TABS))
    assert results == [CourseSubmission.objects.get().pk] * TABS
    assert happened("CourseSubmitted") == 1


def test_control_submitting_by_check_then_insert_fails():
    course, looked = finished_course(lessons=1), threading.Barrier(TABS)

    def naive(_tab):
        if not CourseSubmission.objects.filter(course=course).exists():
            looked.wait(timeout=30)
            CourseSubmission.objects.create(course=course, author=course.owner)

    errors = [result for result in all_at_once(naive, range(TABS)) if isinstance(result, IntegrityError)]
    assert len(errors) == TABS - 1  # only the constraint holds it


def test_of_two_moderators_one_decides_and_the_other_reads_it():
    submission = make_submission()

    def decide(moderator):
        if moderator.display_name == "Ayu":
            return approve_submission(submission_id=submission.pk, moderator=moderator).state
        return return_submission(submission_id=submission.pk, moderator=moderator, reason="No").state

    people = [ModeratorFactory(display_name=name) for name in ("Ayu", "Bima")]
    results = all_at_once(decide, people)
    refused = [result for result in results if isinstance(result, SubmissionClosed)]
    submission.refresh_from_db()
    assert len(refused) == 1
    assert submission.decided_by.display_name in str(refused[0])
    assert happened("SubmissionApproved") + happened("SubmissionReturned") == 1


def test_control_deciding_without_a_lock_lets_both():
    submission, looked = make_submission(), threading.Barrier(2)

    def naive(_moderator):
        found = CourseSubmission.objects.get(pk=submission.pk)
        looked.wait(timeout=30)
        return found.is_open

    assert all_at_once(naive, range(2)) == [True, True]


def test_editor_saves_over_the_draft_while_the_course_is_published():
    course = finished_course(lessons=1)
    lesson = write_draft(lessons_of(course)[0], title="Handed in")
    submission, moderator = make_submission(course), ModeratorFactory()

    def save():
        draft = reload(lesson).get_latest_revision_as_object()
        draft.title = "Saved over it"
        draft.save_revision(user=course.owner, overwrite_revision=lesson.latest_revision)

    def publish():
        approve_submission(submission_id=submission.pk, moderator=moderator)

    assert all_at_once(lambda act: act(), [save, publish]) == [None, None]
    lesson = reload(lesson)
    assert (lesson.title, lesson.live_revision.content["title"]) == ("Handed in", "Handed in")
    assert lesson.latest_revision.content["title"] == "Saved over it"
