"""What moderators decide about a submission, and what happens when its time has come."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.errors import CannotPublish, NotYoursToReview, SubmissionClosed
from catalog.events import SubmissionApproved, SubmissionPublished, SubmissionReturned
from catalog.models import CourseSubmission
from catalog.rules import moderates
from lms_site.events import publish

from .submission_publishing import items_of, publish_items, refuse_if_impossible
from .submissions import closed_because, lock_submission

State = CourseSubmission.State
MAX_REASON = 5000


@transaction.atomic
def approve_submission(
    *, submission_id: int, moderator, go_live_at: datetime | None = None, now: datetime | None = None
) -> CourseSubmission:
    """Publish everything that was handed in, at once, or at `go_live_at` when that is still to come.

    Raises NotYoursToReview, SubmissionClosed when somebody decided before, CannotPublish when a page is
    in the way; then nothing is published and the review stays open. Publishes SubmissionApproved.
    """
    now = now or timezone.now()
    submission = _lock_for(moderator, submission_id)
    if not submission.is_open:
        raise SubmissionClosed(message=closed_because(submission))
    submission.state, submission.decided_by, submission.decided_at = State.APPROVED, moderator, now
    submission.go_live_at = go_live_at
    if go_live_at is not None and go_live_at > now:
        refuse_if_impossible(submission, items_of(submission), actor=moderator)
    else:
        publish_items(submission, actor=moderator)
        submission.published_at = now
    submission.save()
    publish(SubmissionApproved(submission_id=submission.pk))
    return submission


@transaction.atomic
def return_submission(*, submission_id: int, moderator, reason: str, now: datetime | None = None) -> CourseSubmission:
    """Give the course back with a reason; one that waits for its time can be called back so as well.

    Raises NotYoursToReview, SubmissionClosed, ValueError without a reason. Publishes SubmissionReturned.
    """
    submission = _lock_for(moderator, submission_id)
    if not reason.strip():
        raise ValueError("A course is returned with a reason.")
    if not submission.is_pending:
        raise SubmissionClosed(message=closed_because(submission))
    return _give_back(submission, moderator, reason, now or timezone.now())


def publish_if_due(*, submission_id: int, now: datetime | None = None) -> bool:
    """Publish an approved submission whose time has come; tells whether it did. May run twice at once.

    One that cannot be published any more goes back to its author with what is in the way.
    """
    now = now or timezone.now()
    try:
        return _publish_scheduled(submission_id, now)
    except CannotPublish as error:
        _return_unpublished(submission_id, error, now)
        return False


@transaction.atomic
def _publish_scheduled(submission_id: int, now: datetime) -> bool:
    submission = lock_submission(submission_id)
    if not _is_due(submission, now):
        return False
    publish_items(submission, actor=submission.decided_by)
    submission.published_at = now
    submission.save()
    publish(SubmissionPublished(submission_id=submission.pk))
    return True


@transaction.atomic
def _return_unpublished(submission_id: int, error: CannotPublish, now: datetime) -> None:
    submission = lock_submission(submission_id)
    if _is_due(submission, now):
        reason = _("The course could not go live at the given time.")
        _give_back(submission, submission.decided_by, "\n".join([reason, *error.problems]), now)


def _is_due(submission: CourseSubmission, now: datetime) -> bool:
    """Still waiting, and not called back or published by somebody else a moment ago."""
    return submission.is_scheduled and submission.go_live_at is not None and submission.go_live_at <= now


def _give_back(submission: CourseSubmission, moderator, reason: str, now: datetime) -> CourseSubmission:
    submission.state, submission.decided_by, submission.decided_at = State.RETURNED, moderator, now
    submission.reason = reason.strip()[:MAX_REASON]
    submission.save()
    publish(SubmissionReturned(submission_id=submission.pk))
    return submission


def _lock_for(moderator, submission_id: int) -> CourseSubmission:
    if not moderates(moderator):
        raise NotYoursToReview
    return lock_submission(submission_id)
