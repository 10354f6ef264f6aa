"""What readers do with a review: find it helpful, or ask the moderators to look at it."""

from django.db import transaction

from catalog.errors import OwnReview, ReviewInvalid
from catalog.models import Review, ReviewReport, ReviewVote
from catalog.models.review import MAX_REASON_LETTERS

from .reviews import lock_shown_review


@transaction.atomic
def vote_helpful(*, user, review_id: int, is_helpful: bool = True) -> Review:
    """Give or take back the one vote of `user`; twice is once. Kept pages show it within five minutes.

    Raises ReviewMissing, OwnReview.
    """
    review = lock_shown_review(review_id)
    if review.user_id == user.pk:
        raise OwnReview
    if is_helpful:
        ReviewVote.objects.get_or_create(review=review, user=user)
    else:
        ReviewVote.objects.filter(review=review, user=user).delete()
    review.helpful_count = review.votes.count()
    review.save(update_fields=["helpful_count"])
    return review


@transaction.atomic
def report_review(*, user, review_id: int, reason: str, note: str = "") -> ReviewReport:
    """Ask the moderators to look, once a person and review; a second report changes nothing.

    `note` is cut at 500 letters. Raises ReviewMissing, OwnReview, ReviewInvalid for an unknown reason.
    """
    if reason not in ReviewReport.Reason.values:
        raise ReviewInvalid
    review = lock_shown_review(review_id)
    if review.user_id == user.pk:
        raise OwnReview
    note = note.replace("\x00", "").strip()[:MAX_REASON_LETTERS]
    report, _created = ReviewReport.objects.get_or_create(
        review=review, user=user, defaults={"reason": reason, "note": note}
    )
    return report
