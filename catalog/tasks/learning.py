"""Enrollment, progress and certificates."""

from celery import shared_task
from django.urls import reverse

from catalog.models import (
    Certificate,
    CoursePage,
    Enrollment,
)
from catalog.queries.outline import course_outline
from catalog.services.certificates import store_pdf, verification_url
from catalog.services.recount import recount_course as recount
from catalog.services.summaries import push_learner_count, refresh_summaries
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
