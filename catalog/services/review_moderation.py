"""What moderators decide about reviews. Each decision is kept; the author is told of what changes."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from catalog.errors import ReasonMissing, ReviewMissing
from catalog.events import ReviewModerated
from catalog.models import Review, ReviewDecision
from catalog.models.review import MAX_REASON_LETTERS
from catalog.rules import moderates
from lms_site.events import publish

from .ratings import push_rating


@transaction.atomic
def hide_review(*, moderator, review_id: int, reason: str, now: datetime | None = None) -> Review:
    """Show the review to nobody but its author and count it no more; hiding twice is hiding once.

    Closes its reports and publishes ReviewModerated. Raises PermissionDenied, ReviewMissing, ReasonMissing.
    """
    reason = reason.replace("\x00", "").strip()[:MAX_REASON_LETTERS]
    if not reason:
        raise ReasonMissing
    review, now = _lock(moderator, review_id), now or timezone.now()
    if not review.is_hidden:
        review.is_hidden, review.hidden_at, review.hidden_reason = True, now, reason
        review.save(update_fields=["is_hidden", "hidden_at", "hidden_reason"])
        _decide(review, ReviewDecision.Kind.HIDDEN, moderator, now, reason)
        push_rating(review.course_key)
    return review


@transaction.atomic
def restore_review(*, moderator, review_id: int, now: datetime | None = None) -> Review:
    """Let a hidden review be seen and counted again; one that is not hidden stays as it is.

    Publishes ReviewModerated. Raises PermissionDenied, ReviewMissing.
    """
    review, now = _lock(moderator, review_id), now or timezone.now()
    if review.is_hidden:
        review.is_hidden, review.hidden_at, review.hidden_reason = False, None, ""
        review.save(update_fields=["is_hidden", "hidden_at", "hidden_reason"])
        _decide(review, ReviewDecision.Kind.RESTORED, moderator, now)
        push_rating(review.course_key)
    return review


@transaction.atomic
def dismiss_reports(*, moderator, review_id: int, now: datetime | None = None) -> Review:
    """Leave a review as it is and close its reports; without open ones, nothing happens.

    Raises PermissionDenied, ReviewMissing.
    """
    review = _lock(moderator, review_id)
    if review.reports.filter(is_open=True).exists():
        _decide(review, ReviewDecision.Kind.DISMISSED, moderator, now or timezone.now())
    return review


def _lock(moderator, review_id: int) -> Review:
    if not moderates(moderator):
        raise PermissionDenied
    review = Review.objects.select_for_update(of=("self",)).filter(pk=review_id).first()
    if review is None:
        raise ReviewMissing
    return review


def _decide(review: Review, kind: str, moderator, now: datetime, reason: str = "") -> None:
    decision = ReviewDecision.objects.create(
        review=review, kind=kind, reason=reason, decided_by=moderator, decided_at=now
    )
    review.reports.filter(is_open=True).update(is_open=False)
    if kind != ReviewDecision.Kind.DISMISSED:
        publish(ReviewModerated(decision_id=decision.pk))
