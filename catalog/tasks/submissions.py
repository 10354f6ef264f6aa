"""Reviews of whole courses."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from catalog.queries.submissions import due
from catalog.services.submission_mail import mail_moderators, mail_team
from catalog.services.submission_pictures import prepare_pictures
from catalog.services.submission_review import publish_if_due
from lms_site.handover import hand_over
from lms_site.links import absolute_url


@shared_task
def tell_moderators(*, submission_id: int) -> None:
    """Tell the moderators that a course waits for review."""
    mail_moderators(submission_id=submission_id, url=_review_url(submission_id))


@shared_task
def tell_team_of_return(*, submission_id: int) -> None:
    """Tell author and team that a course came back, and why."""
    mail_team(submission_id=submission_id, template="course_returned", url=_review_url(submission_id))


@shared_task
def tell_team_of_approval(*, submission_id: int) -> None:
    """Tell author and team that a course was approved, or has gone live."""
    mail_team(submission_id=submission_id, template="course_approved", url=_review_url(submission_id))


@shared_task
def publish_due_submissions() -> None:
    """Have the approved courses published whose time has come, each by itself: one that fails stops no other."""
    for submission_id in due(timezone.now()).values_list("pk", flat=True):
        hand_over("catalog.tasks.submissions.publish_submission", submission_id)


@shared_task
def publish_submission(submission_id: int) -> None:
    """Publish one approved course, or give it back with the reason."""
    publish_if_due(submission_id=submission_id)


@shared_task
def prepare_review(*, submission_id: int) -> None:
    """Make the small pictures that the moderator will compare."""
    prepare_pictures(submission_id)


def _review_url(submission_id: int) -> str:
    return absolute_url(reverse("course_review", args=[submission_id]))
