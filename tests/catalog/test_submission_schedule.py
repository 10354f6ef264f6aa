"""Courses approved for a later time, and what belongs to a review beside the decision: notes and pictures."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Comment, Page

from catalog.errors import SubmissionClosed
from catalog.services.submission_comments import comment_on
from catalog.services.submission_review import approve_submission, return_submission
from catalog.services.submissions import withdraw_submission
from catalog.tasks.submissions import prepare_review, publish_due_submissions
from lms_site.models import OutboxEvent
from tests.factories.accounts import ModeratorFactory
from tests.factories.catalog import ImageFactory, lessons_of, reload
from tests.factories.submissions import finished_course, make_submission, publish_due, write_draft

pytestmark = pytest.mark.django_db


def happened(name: str) -> int:
    return OutboxEvent.objects.filter(name=f"catalog.events.{name}").count()


@pytest.fixture
def moderator():
    return ModeratorFactory()


def test_course_approved_for_later_goes_live_at_its_time_once(moderator):
    submission, now = make_submission(), timezone.now()
    when = now + timedelta(days=1)
    approve_submission(submission_id=submission.pk, moderator=moderator, go_live_at=when, now=now)
    assert publish_due(now=when - timedelta(seconds=1)) == 0
    lesson = submission.items.get().page
    assert reload(lesson).has_unpublished_changes
    assert [publish_due(now=when), publish_due(now=when)] == [1, 0]
    assert not reload(lesson).has_unpublished_changes
    assert (happened("SubmissionApproved"), happened("SubmissionPublished")) == (1, 1)


def test_scheduled_course_that_cannot_go_live_is_returned_with_the_reason(moderator):
    submission, now = make_submission(), timezone.now()
    approve_submission(submission_id=submission.pk, moderator=moderator, go_live_at=now + timedelta(hours=1), now=now)
    submission.items.get().page.delete()
    assert publish_due(now=now + timedelta(hours=2)) == 0
    submission.refresh_from_db()
    assert submission.state == "returned"
    assert "Lesson 1.1" in submission.reason
    assert happened("SubmissionReturned") == 1


def test_scheduled_course_can_be_called_back_by_author_and_moderator(moderator):
    when = timezone.now() + timedelta(days=1)
    first, second = make_submission(), make_submission()
    for submission in (first, second):
        approve_submission(submission_id=submission.pk, moderator=moderator, go_live_at=when)
    withdraw_submission(submission_id=first.pk, author=first.author)
    return_submission(submission_id=second.pk, moderator=moderator, reason="The date has changed")
    assert publish_due(now=when) == 0


def test_periodic_job_publishes_what_is_due(moderator):
    submission, now = make_submission(), timezone.now()
    soon = now + timedelta(minutes=1)
    approve_submission(submission_id=submission.pk, moderator=moderator, go_live_at=soon, now=now)
    publish_due_submissions()
    assert submission.items.get().page.has_unpublished_changes
    with time_machine.travel(soon + timedelta(seconds=1)):
        publish_due_submissions()
    assert not Page.objects.get(pk=submission.items.get().page_id).has_unpublished_changes


def test_time_that_is_past_means_now(moderator):
    past = timezone.now() - timedelta(days=1)
    submission = approve_submission(submission_id=make_submission().pk, moderator=moderator, go_live_at=past)
    assert submission.published_at


def test_comment_stands_on_the_page_where_its_editor_shows_it(moderator):
    item = make_submission().items.get()
    comment_on(item_id=item.pk, moderator=moderator, text="<b>Longer</b>, please")
    comment = Comment.objects.get()
    assert (comment.page_id, comment.text, comment.contentpath) == (item.page_id, "<b>Longer</b>, please", "title")
    draft = reload(item.page.specific).get_latest_revision_as_object()
    assert [shown.text for shown in draft.wagtail_admin_comments.all()] == ["<b>Longer</b>, please"]


def test_finished_review_takes_no_comments(moderator):
    submission = make_submission()
    approve_submission(submission_id=submission.pk, moderator=moderator)
    with pytest.raises(SubmissionClosed):
        comment_on(item_id=submission.items.get().pk, moderator=moderator, text="Late")


def test_pictures_to_compare_are_made_beforehand():
    old, new, gone = ImageFactory(), ImageFactory(), ImageFactory()
    course = finished_course(lessons=1, image=old)
    write_draft(course, image=new)
    write_draft(lessons_of(course)[0], body=[("image", {"image": gone, "alt": "x"})])
    gone.file.delete(save=False)
    prepare_review(submission_id=make_submission(course).pk)
    assert [image.renditions.filter(filter_spec="max-165x165").count() for image in (old, new, gone)] == [1, 1, 0]
