"""Celery entry points of the catalog; each is idempotent."""

from celery import shared_task
from django.urls import reverse

from catalog.models import Announcement, Certificate, CoursePage, Enrollment, ReviewDecision
from catalog.queries.named_courses import titles_of
from catalog.queries.outline import course_outline
from catalog.services.announcements import mail_next_batch
from catalog.services.certificates import store_pdf, verification_url
from catalog.services.message_notices import tell_other_side
from catalog.services.recount import recount_course as recount
from catalog.services.summaries import push_learner_count
from lms_site.links import absolute_url
from lms_site.mail import queue_mail


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
