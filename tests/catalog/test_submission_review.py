"""Deciding about a submission: all of it at once, or nothing; later drafts stay drafts."""

from types import SimpleNamespace

import pytest
from wagtail.models import Page

from catalog.errors import CannotPublish, NotYoursToReview, SubmissionClosed
from catalog.models import CourseSummary, LessonPage
from catalog.services.submission_comments import comment_on
from catalog.services.submission_review import approve_submission, return_submission
from lms_site.models import OutboxEvent
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import (
    MediaFactory,
    lessons_of,
    make_module,
    modules_of,
    publish_page,
    reload,
)
from tests.factories.submissions import finished_course, make_submission, write_draft, write_lessons
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(
        live=finished_course(lessons=1), submission=make_submission(), moderator=ModeratorFactory(display_name="Tomás")
    )


live, submission, moderator = own("live"), own("submission"), own("moderator")


@pytest.fixture
def happened(made):
    """How often an event has happened since the test began."""
    before = list(OutboxEvent.objects.values_list("pk", flat=True))
    return lambda name: OutboxEvent.objects.exclude(pk__in=before).filter(name=f"catalog.events.{name}").count()


def test_approved_new_course_is_on_the_site_with_all_its_pages(moderator, happened):
    course = finished_course(lessons=2, live=False)
    submission = approve_submission(submission_id=make_submission(course).pk, moderator=moderator)
    pages = Page.objects.descendant_of(course, inclusive=True)
    assert pages.live().filter(has_unpublished_changes=False).count() == pages.count() == 4
    assert CourseSummary.objects.get(course=course).lesson_count == 2
    assert (submission.label, submission.decided_by) == ("Published", moderator)
    assert happened("SubmissionApproved") == happened("CurriculumChanged") == happened("CoursePublished") == 1
    assert not lessons_of(course)[0].workflow_in_progress


def test_what_is_written_during_the_review_stays_a_draft(moderator, live):
    course = live
    lesson = write_draft(lessons_of(course)[0], title="Handed in")
    submission = make_submission(course)
    write_draft(lesson, title="Written later")
    approve_submission(submission_id=submission.pk, moderator=moderator)
    lesson = reload(lesson)
    assert (lesson.title, lesson.draft_title, lesson.has_unpublished_changes) == ("Handed in", "Written later", True)


def test_draft_that_the_editor_saves_over_itself_leaves_the_submitted_version_alone(moderator, live):
    course = live
    lesson = write_draft(lessons_of(course)[0], title="Handed in")
    submission = make_submission(course)
    draft = lesson.get_latest_revision_as_object()
    draft.title = "Saved over it"
    draft.save_revision(user=course.owner, overwrite_revision=lesson.latest_revision)
    pinned = submission.items.get().revision
    assert (pinned.content["title"], pinned.user) == ("Handed in", course.owner)
    approve_submission(submission_id=submission.pk, moderator=moderator)
    lesson = reload(lesson)
    assert (lesson.title, lesson.has_unpublished_changes) == ("Handed in", True)
    assert lesson.live_revision == pinned
    assert lesson.latest_revision.content["title"] == "Saved over it"


def test_page_to_be_taken_off_goes_and_the_course_stays(moderator):
    course = finished_course(lessons=2)
    leaves = lessons_of(course)[0]
    approve_submission(submission_id=make_submission(course, unpublish=[leaves.pk]).pk, moderator=moderator)
    assert [reload(page).live for page in (leaves, course)] == [False, True]
    assert CourseSummary.objects.get(course=course).lesson_count == 1


def test_new_addresses_of_course_and_lesson_go_together(moderator, live):
    course = live
    lesson = lessons_of(course)[0]
    write_draft(course, slug="other")
    write_draft(lesson, slug="first")
    approve_submission(submission_id=make_submission(course).pk, moderator=moderator)
    assert reload(lesson).url_path.endswith("/other/module-1/first/")


def test_tenth_of_twelve_pages_fails_and_nothing_is_published(moderator):
    course = finished_course(lessons=6, modules=2)
    write_lessons(course)
    tenth = lessons_of(course)[9]
    write_draft(tenth, slug="taken")
    submission = make_submission(course)
    # Somebody has given its address to another page in the meantime.
    Page.objects.filter(pk=lessons_of(course)[10].pk).update(slug="taken")
    events = OutboxEvent.objects.count()
    with pytest.raises(CannotPublish) as refused:
        approve_submission(submission_id=submission.pk, moderator=moderator)
    assert len(refused.value.problems) == 1
    assert tenth.title in refused.value.problems[0]
    assert "taken" in refused.value.problems[0]
    assert not [page for page in lessons_of(course) if "Written anew" in str(page.body)]
    submission.refresh_from_db()
    assert submission.is_open
    assert OutboxEvent.objects.count() == events


def test_pages_deleted_moved_and_locked_meanwhile_are_all_named(moderator):
    course, other = finished_course(lessons=4), finished_course(lessons=0)
    write_lessons(course)
    submission = make_submission(course)
    deleted, moved, locked, _fine = lessons_of(course)
    deleted.delete()
    moved = reload(moved)
    moved.move(modules_of(other)[0], pos="last-child")
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=AdminFactory(display_name="Ayu"))
    with pytest.raises(CannotPublish) as refused:
        approve_submission(submission_id=submission.pk, moderator=moderator)
    problems = refused.value.problems
    assert len(problems) == 3
    for title, reason in [(deleted.title, "deleted"), (moved.title, "moved out"), (locked.title, "Ayu has locked")]:
        assert any(title in problem and reason in problem for problem in problems)
    assert not LessonPage.objects.descendant_of(course).filter(body__icontains="Written anew").exists()


def test_newer_version_on_the_site_is_not_overwritten(moderator, submission):
    lesson = submission.items.get().page.specific
    publish_page(write_draft(lesson, title="Mended by a moderator"))
    with pytest.raises(CannotPublish, match="newer version"):
        approve_submission(submission_id=submission.pk, moderator=moderator)
    assert reload(lesson).title == "Mended by a moderator"


def test_page_that_the_moderator_has_locked_is_published(moderator, submission):
    lesson = submission.items.get().page
    Page.objects.filter(pk=lesson.pk).update(locked=True, locked_by=moderator)
    approve_submission(submission_id=submission.pk, moderator=moderator)
    assert "Written anew" in str(LessonPage.objects.get(pk=lesson.pk).body)


def test_lesson_below_a_module_that_is_off_the_site_is_named(moderator, live):
    course = live
    write_lessons(course)
    submission = make_submission(course)
    modules_of(course)[0].unpublish()
    with pytest.raises(CannotPublish, match="not on the site"):
        approve_submission(submission_id=submission.pk, moderator=moderator)


def test_film_that_is_gone_is_named_and_not_an_error(moderator, live):
    course, film = live, MediaFactory(transcript="Fold it.")
    write_draft(lessons_of(course)[0], video=film)
    submission = make_submission(course)
    film.delete()
    with pytest.raises(CannotPublish, match="deleted"):
        approve_submission(submission_id=submission.pk, moderator=moderator)


def test_review_of_one_page_that_was_going_on_ends_with_the_approval(moderator, live):
    course = live
    lesson = write_draft(lessons_of(course)[0], title="Better")
    lesson.get_workflow().start(lesson, course.owner)
    approve_submission(submission_id=make_submission(course).pk, moderator=moderator)
    assert not reload(lesson).workflow_in_progress


def test_second_moderator_reads_what_the_first_has_done(moderator, submission):
    approve_submission(submission_id=submission.pk, moderator=moderator)
    second = ModeratorFactory()
    with pytest.raises(SubmissionClosed, match=r"Tomás.*Published"):
        return_submission(submission_id=submission.pk, moderator=second, reason="Too late")
    with pytest.raises(SubmissionClosed, match="Tomás"):
        approve_submission(submission_id=submission.pk, moderator=second)


@pytest.mark.parametrize("factory", [InstructorFactory, UserFactory])
def test_only_moderators_decide_and_comment(factory, submission):
    person = factory()
    with pytest.raises(NotYoursToReview):
        approve_submission(submission_id=submission.pk, moderator=person)
    with pytest.raises(NotYoursToReview):
        return_submission(submission_id=submission.pk, moderator=person, reason="No")
    with pytest.raises(NotYoursToReview):
        comment_on(item_id=submission.items.get().pk, moderator=person, text="Hello")


def test_returned_course_keeps_its_drafts_and_the_reason(moderator, happened, submission):
    returned = return_submission(submission_id=submission.pk, moderator=moderator, reason=" Say more. ")
    assert (returned.state, returned.reason) == ("returned", "Say more.")
    assert submission.items.get().page.has_unpublished_changes
    assert happened("SubmissionReturned") == 1


def test_new_module_and_its_lessons_come_together(moderator, live):
    course = live
    module = make_module(course, title="Second", live=False)
    approve_submission(submission_id=make_submission(course).pk, moderator=moderator)
    assert reload(module).live
