"""Handing a course in for review, and taking it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from catalog.errors import NotReadyForReview, SubmissionClosed
from catalog.events import CourseSubmitted
from catalog.models import CoursePage, CourseSubmission, SubmissionItem
from catalog.queries.submission_changes import Change, gather
from catalog.queries.submissions import unfinished
from lms_site.events import publish

from .submission_gate import draft_mistakes, submission_hindrances

State = CourseSubmission.State


def submit_course(
    *,
    course: CoursePage,
    author,
    message: str = "",
    go_live_at: datetime | None = None,
    unpublish: Collection[int] = (),
    republish: Collection[int] = (),
    now: datetime | None = None,
) -> CourseSubmission:
    """Hand in every draft of the course as it is at this moment; the one submission that is open if there is one.

    What is written afterwards is not part of it. Raises NotReadyForReview with all that stands in the way.
    Publishes CourseSubmitted.
    """
    waiting = unfinished(course.pk).first()
    if waiting is not None:
        return waiting
    changes = gather(course, unpublish=unpublish, republish=republish)
    facts = {"message": message.strip(), "go_live_at": go_live_at, "created_at": now or timezone.now()}
    try:
        return _submit(course, author, changes, facts)
    except IntegrityError:
        # Two tabs at once: the constraint lets one of them through, and the other shows what it made.
        rival = unfinished(course.pk).first()
        if rival is None:
            raise
        return rival


@transaction.atomic
def _submit(course: CoursePage, author, changes: list[Change], facts: dict) -> CourseSubmission:
    submission = CourseSubmission.objects.create(course=course, author=author, **facts)
    drafts = Revision.objects.in_bulk([change.page.latest_revision_id for change in changes])
    items = [_pin(submission, number, change, drafts) for number, change in enumerate(changes)]
    _refuse_unless_ready(course, items)
    SubmissionItem.objects.bulk_create(items)
    publish(CourseSubmitted(submission_id=submission.pk))
    return submission


def _pin(submission: CourseSubmission, position: int, change: Change, drafts: dict[int, Revision]) -> SubmissionItem:
    page = change.page
    item = SubmissionItem(submission=submission, page=page, kind=change.kind, position=position)
    item.title = page.draft_title or page.title
    item.moved_from, item.moved_to = change.moved_from, change.moved_to
    if item.is_published_with_it:
        revision = drafts.get(page.latest_revision_id) or _first_revision(page)
        item.revision, item.title = revision, revision.content.get("title") or item.title
    return item


def _first_revision(page: Page) -> Revision:
    """The page as it stands: one that a program made may have no draft yet."""
    return page.specific.save_revision(changed=False, clean=False)


def _refuse_unless_ready(course: CoursePage, items: list[SubmissionItem]) -> None:
    hindrances = submission_hindrances(course)
    if not items:
        hindrances.append(_("Nothing has changed since the course was published."))
    hindrances += draft_mistakes(item.revision.as_object() for item in items if item.revision is not None)
    if hindrances:
        raise NotReadyForReview(hindrances)


@transaction.atomic
def withdraw_submission(*, submission_id: int, author, now: datetime | None = None) -> CourseSubmission:
    """Take back a submission that is not published yet; the drafts stay as they are.

    Raises SubmissionClosed with what became of it when it was decided meanwhile.
    """
    submission = lock_submission(submission_id)
    if not submission.is_pending:
        raise SubmissionClosed(message=closed_because(submission))
    submission.state, submission.decided_by = State.WITHDRAWN, author
    submission.decided_at = now or timezone.now()
    submission.save()
    return submission


def lock_submission(submission_id: int) -> CourseSubmission:
    """The submission, locked until the end of the transaction. Raises SubmissionClosed when it is gone."""
    # Nothing joined: what a locked row refers to would be read as it was before the lock was granted.
    submission = CourseSubmission.objects.select_for_update().filter(pk=submission_id).first()
    if submission is None:
        raise SubmissionClosed
    return submission


def closed_because(submission: CourseSubmission) -> str:
    """Who closed the review, and how, in one sentence."""
    person = submission.decided_by.name if submission.decided_by else _("Somebody")
    values = {"person": person, "state": submission.label}
    return _("%(person)s has closed this review meanwhile: %(state)s.") % values
