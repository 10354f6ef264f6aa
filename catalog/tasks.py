"""Celery entry points of the catalog; each is idempotent."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from catalog.models import (
    Announcement,
    Certificate,
    CoursePage,
    Enrollment,
    LearningPathPage,
    PathEnrollment,
    ReviewDecision,
)
from catalog.queries.named_courses import titles_of
from catalog.queries.outline import course_outline
from catalog.queries.submissions import due
from catalog.services import check_content, check_links
from catalog.services.announcements import mail_next_batch
from catalog.services.certificates import store_pdf, verification_url
from catalog.services.duplicate import fill_duplicate as fill
from catalog.services.message_notices import tell_other_side
from catalog.services.paths import advance_everybody, advance_learner
from catalog.services.recount import recount_course as recount
from catalog.services.submission_mail import mail_moderators, mail_team
from catalog.services.submission_pictures import prepare_pictures
from catalog.services.submission_review import publish_if_due
from catalog.services.summaries import push_learner_count, refresh_summaries
from catalog.services.transfer_uploads import purge_uploads
from lms_site.handover import hand_over
from lms_site.links import absolute_url
from lms_site.mail import queue_mail

CHECKS_A_TURN = 20


@shared_task
def send_welcome(*, enrollment_id: int, user_id: int, course_id: int) -> None:
    """Tell a learner that the course is open and where to begin; once a run."""
    enrollment = Enrollment.objects.select_related("user").get(pk=enrollment_id)
    course = CoursePage.objects.get(pk=course_id)
    outline = course_outline(course)
    first = outline.next_open(())
    queue_mail(
        key=f"welcome:{enrollment_id}",
        to=enrollment.user.email,
        template="welcome_to_course",
        context={
            "name": enrollment.user.name,
            "course_title": course.title,
            "lesson_title": first.title if first else "",
            "lesson_count": outline.lesson_count,
            "url": absolute_url(first.url if first else outline.course_url),
        },
        language=enrollment.user.language,
    )


@shared_task
def count_learner(*, enrollment_id: int, user_id: int, course_id: int) -> None:
    """Bring the number of learners on the course's card up to date."""
    push_learner_count(CoursePage.objects.get(pk=course_id))


@shared_task
def rename_teacher(*, user_id: int) -> None:
    """Write the present name of somebody who teaches on the cards of their courses."""
    refresh_summaries(CoursePage.objects.live().filter(course_instructors__user=user_id))


@shared_task
def recount_course(*, course_id: int) -> None:
    """Count the progress of a course again after its curriculum changed."""
    course = CoursePage.objects.filter(pk=course_id).first()
    if course is not None:
        recount(course=course)


@shared_task
def render_certificate(*, enrollment_id: int, user_id: int, certificate_id: int | None) -> None:
    """Draw and store the PDF of a new certificate."""
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate is not None:
        store_pdf(certificate)


@shared_task
def send_congratulation(*, enrollment_id: int, user_id: int, certificate_id: int | None) -> None:
    """Tell a learner that the course is completed, with the way to the certificate; once a run."""
    enrollment = Enrollment.objects.select_related("user").get(pk=enrollment_id)
    certificate = Certificate.objects.filter(enrollment=enrollment).first()
    course = CoursePage.objects.filter(translation_key=enrollment.course_key).first()
    queue_mail(
        key=f"completed:{enrollment_id}",
        to=enrollment.user.email,
        template="course_completed",
        context={
            "name": enrollment.user.name,
            "course_title": certificate.course_title if certificate else course.title if course else "",
            "certificate_url": verification_url(certificate) if certificate else "",
            "url": absolute_url(reverse("learn")),
        },
        language=enrollment.user.language,
    )


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
        hand_over("catalog.tasks.publish_submission", submission_id)


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


@shared_task
def check_again(*, course_id: int) -> None:
    """Have the content of a course checked soon, as something in it was published, moved or removed."""
    check_content.mark_stale(course_ids=[course_id])


@shared_task
def renew_checks() -> None:
    """Check the content of courses that changed, a few a turn."""
    check_content.renew_stale(limit=CHECKS_A_TURN)


@shared_task
def visit_links() -> None:
    """At night: visit the other sites that courses link to."""
    if check_links.is_night(timezone.now()):
        check_links.visit_links()


@shared_task
def purge_imports() -> None:
    """Delete archives of courses whose import nobody finished."""
    purge_uploads()


@shared_task
def advance_paths(*, enrollment_id: int, user_id: int, certificate_id: int | None) -> None:
    """Go on in the learning paths that hold a course just completed."""
    enrollment = Enrollment.objects.get(pk=enrollment_id)
    advance_learner(user_id=user_id, course_key=enrollment.course_key)


@shared_task
def advance_path_learners(*, path_id: int) -> None:
    """Open to everybody on a path what has come to it."""
    path = LearningPathPage.objects.live().filter(pk=path_id).first()
    if path is not None:
        advance_everybody(path=path)


@shared_task
def render_path_certificate(*, path_enrollment_id: int, user_id: int, certificate_id: int | None) -> None:
    """Draw and store the PDF of a path's certificate."""
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate is not None:
        store_pdf(certificate)


@shared_task
def send_path_congratulation(*, path_enrollment_id: int, user_id: int, certificate_id: int | None) -> None:
    """Tell a learner that the path is completed, with the way to its certificate; once a path."""
    enrollment = PathEnrollment.objects.select_related("user").get(pk=path_enrollment_id)
    certificate = Certificate.objects.filter(path_enrollment=enrollment).first()
    path = LearningPathPage.objects.filter(translation_key=enrollment.path_key).first()
    queue_mail(
        key=f"path_completed:{path_enrollment_id}",
        to=enrollment.user.email,
        template="path_completed",
        context={
            "name": enrollment.user.name,
            "path_title": certificate.course_title if certificate else path.title if path else "",
            "certificate_url": verification_url(certificate) if certificate else "",
            "url": absolute_url(reverse("learn")),
        },
        language=enrollment.user.language,
    )


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


@shared_task
def fill_duplicate(*, course_id: int, source_id: int, user_id: int) -> None:
    """Copy modules and lessons into the copy of a course, once."""
    fill(course_id=course_id, source_id=source_id, user_id=user_id)
