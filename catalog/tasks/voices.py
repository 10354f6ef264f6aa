"""Reviews by learners, announcements and messages."""

from celery import shared_task
from django.urls import reverse

from catalog.models import Announcement, ReviewDecision
from catalog.queries.named_courses import titles_of
from catalog.services.announcements import mail_next_batch
from catalog.services.message_notices import tell_other_side
from lms_site.links import absolute_url
from lms_site.mail import queue_mail


@shared_task
def tell_review_decision(*, decision_id: int) -> None:
    """Tell the author that a review was hidden, and why, or that it is shown again; once a decision."""
    decision = ReviewDecision.objects.select_related("review__user").filter(pk=decision_id).first()
    if decision is None:
        return
    review = decision.review
    queue_mail(
        key=f"review-decision:{decision_id}",
        to=review.user.email,
        template=f"review_{decision.kind}",
        context={
            "name": review.user.name,
            "course_title": titles_of([review.course_key]).get(review.course_key, ""),
            "reason": decision.reason,
            "text": review.text,
            "url": absolute_url(reverse("catalog:review_write", args=[review.course_key])),
        },
        language=review.user.language,
    )


# So many batches a run: far below the time limit of a task.
ANNOUNCEMENT_BATCHES = 10


@shared_task
def mail_announcements(*, announcement_id: int | None = None) -> None:
    """Write the mails of announcements, in batches; what is left after some of them waits for the next run.

    Runs when something was announced, and periodically for whatever was interrupted.
    """
    waiting = Announcement.objects.filter(mailed_at__isnull=True).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)[:ANNOUNCEMENT_BATCHES]):
        for _batch in range(ANNOUNCEMENT_BATCHES):
            if not mail_next_batch(pk):
                break


@shared_task
def tell_of_message(*, message_id: int) -> None:
    """Mail the other side that somebody wrote; at most once an hour and conversation."""
    tell_other_side(message_id)
