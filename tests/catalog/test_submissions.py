"""Handing a course in: what is gathered and pinned, what stands in the way, and taking it back."""

import pytest
from wagtail.actions.move_page import MovePageAction
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from catalog.errors import NotReadyForReview, SubmissionClosed
from catalog.models import CourseSubmission, SubmissionItem
from catalog.queries.submissions import states_of
from catalog.services.submission_gate import _innermost
from catalog.services.submission_review import approve_submission, return_submission
from catalog.services.submissions import submit_course, withdraw_submission
from lms_site.models import OutboxEvent
from tests.factories.accounts import ModeratorFactory
from tests.factories.catalog import lessons_of, make_lesson, modules_of, publish_page, reload
from tests.factories.submissions import finished_course, make_submission, write_draft, write_lessons

pytestmark = pytest.mark.django_db
Kind = SubmissionItem.Kind


def kinds(submission) -> list[tuple[str, str]]:
    return [(item.title, item.kind) for item in submission.items.all()]


def test_empty_text_is_named_by_its_place():
    course = finished_course(lessons=1, live=False)
    lesson = lessons_of(course)[0]
    question = {"prompt": "<p>Which?</p>", "choices": [{"text": ""}, {"text": "B"}], "explanation": ""}
    draft = lesson.get_latest_revision_as_object()
    draft.body = lesson.body.stream_block.to_python(
        [{"type": "paragraph", "value": ""}, {"type": "question", "value": question}]
    )
    draft.save_revision()
    with pytest.raises(NotReadyForReview) as refused:
        submit_course(course=course, author=course.owner)
    said = str(refused.value.message)
    assert "“Lesson 1.1” is not complete: block 1 (Text): This field is required.; block 2 (" in said
    assert "Validation error" not in said


def test_mistake_of_a_block_as_a_whole_is_told_in_its_words():
    whole = StructBlockValidationError(non_block_errors=["Say which answer is right."])
    part = ListBlockValidationError(block_errors={1: whole})
    assert _innermost(part) == "Say which answer is right."


def test_new_course_is_gathered_whole_in_the_order_of_the_tree():
    course = finished_course(title="Paper cranes", lessons=2, live=False)
    submission = make_submission(course, message="  Please look at the folds. ")
    assert [title for title, _kind in kinds(submission)] == ["Paper cranes", "Module 1", "Lesson 1.1", "Lesson 1.2"]
    assert {kind for _title, kind in kinds(submission)} == {Kind.NEW}
    assert all(item.revision_id == item.page.latest_revision_id for item in submission.items.all())
    assert submission.message == "Please look at the folds."
    assert OutboxEvent.objects.filter(name="catalog.events.CourseSubmitted").count() == 1


def test_live_course_gathers_what_is_new_changed_moved_or_to_be_taken_off():
    course = finished_course(lessons=4)
    stays, changed, moved, leaves = lessons_of(course)
    write_draft(changed, title="Changed in the draft")
    MovePageAction(moved, stays, pos="left", user=course.owner).execute(skip_permission_checks=True)
    make_lesson(modules_of(course)[0], title="Added", live=False)
    submission = make_submission(course, unpublish=[leaves.pk])
    assert sorted(kinds(submission)) == sorted(
        [
            (moved.title, Kind.MOVED),
            ("Changed in the draft", Kind.CHANGED),
            (leaves.title, Kind.UNPUBLISH),
            ("Added", Kind.NEW),
        ]
    )
    assert submission.items.get(kind=Kind.MOVED).moved_to == "Module 1"


def test_page_once_taken_off_the_site_stays_off_until_it_is_asked_for():
    course = finished_course(lessons=2)
    kept, off = lessons_of(course)
    off.unpublish()
    write_draft(kept, title="Changed")
    assert [title for title, _kind in kinds(make_submission(course))] == ["Changed"]
    withdraw_submission(submission_id=CourseSubmission.objects.get().pk, author=course.owner)
    assert (off.title, Kind.NEW) in kinds(make_submission(course, republish=[off.pk]))


def test_moves_that_were_approved_are_not_shown_again():
    course = finished_course(lessons=2)
    first, second = lessons_of(course)
    MovePageAction(second, first, pos="left", user=course.owner).execute(skip_permission_checks=True)
    approve_submission(submission_id=make_submission(course).pk, moderator=ModeratorFactory())
    with pytest.raises(NotReadyForReview, match="Nothing has changed"):
        make_submission(course)


@pytest.mark.parametrize(("lessons", "said"), [(0, "no lesson"), (1, "Nothing has changed")])
def test_course_without_anything_to_review_is_refused_with_the_reason(lessons, said):
    with pytest.raises(NotReadyForReview, match=said):
        make_submission(finished_course(lessons=lessons))
    assert not CourseSubmission.objects.exists()


def test_drafts_that_the_editor_would_not_publish_are_named():
    course = finished_course(lessons=2)
    first, second = lessons_of(course)
    write_draft(first, title="Untold")
    revision = reload(first).latest_revision
    revision.content["title"] = ""
    revision.save()
    write_draft(second, body=[("paragraph", "<p>Fold.</p>"), ("heading", {"text": "", "level": "h2"})])
    with pytest.raises(NotReadyForReview) as refused:
        make_submission(course)
    assert len(refused.value.hindrances) == 2
    assert second.title in refused.value.hindrances[1]


def test_submitting_twice_gives_the_one_that_is_open():
    submission = make_submission()
    again = submit_course(course=submission.course, author=submission.author, message="Again")
    assert (again.pk, again.message) == (submission.pk, "")
    assert OutboxEvent.objects.filter(name="catalog.events.CourseSubmitted").count() == 1


def test_withdrawn_course_can_be_submitted_again():
    submission = make_submission()
    withdraw_submission(submission_id=submission.pk, author=submission.author)
    assert make_submission(submission.course).pk != submission.pk
    assert states_of([submission.course_id])[submission.course_id].label == "Waiting for review"


def test_decided_submission_cannot_be_withdrawn_and_says_who_decided():
    submission, moderator = make_submission(), ModeratorFactory(display_name="Tomás")
    return_submission(submission_id=submission.pk, moderator=moderator, reason="Too short")
    with pytest.raises(SubmissionClosed, match=r"Tomás.*Returned"):
        withdraw_submission(submission_id=submission.pk, author=submission.author)


def test_states_tell_what_waits_and_what_came_back_in_one_query(django_assert_num_queries):
    waiting, returned, silent = make_submission(), make_submission(), make_submission()
    moderator = ModeratorFactory()
    return_submission(submission_id=returned.pk, moderator=moderator, reason="Say more")
    approve_submission(submission_id=silent.pk, moderator=moderator)
    courses = [row.course_id for row in (waiting, returned, silent)]
    with django_assert_num_queries(1):
        states = states_of(courses)
    assert set(states) == set(courses[:2])
    assert (states[returned.course_id].label, states[returned.course_id].reason) == ("Returned", "Say more")


def test_deleted_course_takes_its_reviews_along():
    submission = make_submission(finished_course(lessons=1, live=False))
    reload(submission.course).delete()
    assert not CourseSubmission.objects.exists()


def test_page_made_by_a_program_without_a_draft_gets_one():
    course = finished_course(lessons=9, live=False)
    assert lessons_of(course)[8].latest_revision_id is None
    submission = make_submission(course)
    assert submission.items.filter(revision=None).count() == 0


def test_alias_is_left_to_its_source():
    course = finished_course(lessons=1)
    module = modules_of(course)[0]
    lessons_of(course)[0].create_alias(parent=module, update_slug="again")
    write_lessons(course)
    publish_page(module)
    assert len(kinds(make_submission(course))) == 1
