"""Learning paths."""

from celery import shared_task
from django.urls import reverse

from catalog.models import Certificate, Enrollment, LearningPathPage, PathEnrollment
from catalog.services.certificates import store_pdf, verification_url
from catalog.services.paths import advance_everybody, advance_learner
from lms_site.links import absolute_url
from lms_site.mail import queue_mail


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
