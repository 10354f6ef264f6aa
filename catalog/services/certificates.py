"""Issuing, correcting and revoking certificates."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity
from catalog.certificates.render import CertificateSnapshot, render_certificate_pdf
from catalog.models import Certificate, CoursePage, CourseSummary, Enrollment, LearningPathPage, PathEnrollment
from catalog.queries.outline import course_outline
from catalog.queries.people import instructor_names
from lms_site.links import absolute_url, site_name


def issue_certificate(*, enrollment: Enrollment, course: CoursePage, now: datetime) -> Certificate:
    """The one certificate of this run: what is true now. Call inside the transaction that finishes it.

    The first call writes a line of the activity log, later ones return the certificate as it is.
    """
    user = enrollment.user
    certificate, created = Certificate.objects.get_or_create(
        enrollment=enrollment,
        defaults={
            "recipient_name": user.certificate_name or user.name,
            "course_title": course.title,
            "course_key": course.translation_key,
            "instructor_names": instructor_names(course),
            "minutes": course_outline(course).minutes,
            "language": course.language,
            "motif": course.category.motif if course.category else "kawung",
            "hue": course.category.hue if course.category else 70,
            "completed_at": now,
        },
    )
    return _recorded(certificate, created, user, now)


def issue_path_certificate(
    *, enrollment: PathEnrollment, path: LearningPathPage, cards: list[CourseSummary], now: datetime
) -> Certificate:
    """The one certificate of this learner's path, in the cloth of its first course; as `issue_certificate`."""
    user, first = enrollment.user, cards[0]
    names = dict.fromkeys(name for card in cards for name in card.instructor_names.split(", ") if name)
    certificate, created = Certificate.objects.get_or_create(
        path_enrollment=enrollment,
        defaults={
            "recipient_name": user.certificate_name or user.name,
            "course_title": path.title,
            "course_key": path.translation_key,
            "instructor_names": ", ".join(names)[:500],
            "minutes": sum(card.minutes for card in cards),
            "language": first.language,
            "motif": first.motif,
            "hue": first.hue,
            "completed_at": now,
        },
    )
    return _recorded(certificate, created, user, now)


def _recorded(certificate: Certificate, is_new: bool, user, now: datetime) -> Certificate:
    if is_new:
        record_activity(
            user=user,
            verb=ActivityVerb.CERTIFICATE_ISSUED,
            label=certificate.course_title,
            object_key=str(certificate.uuid),
            now=now,
        )
    return certificate


def verification_url(certificate: Certificate) -> str:
    return absolute_url(reverse("catalog:certificate", args=[certificate.uuid]))


def render_pdf(certificate: Certificate) -> bytes:
    """The certificate as PDF, drawn from the snapshot alone."""
    return render_certificate_pdf(
        CertificateSnapshot(
            uuid=str(certificate.uuid),
            recipient_name=certificate.recipient_name,
            course_title=certificate.course_title,
            instructor_names=certificate.instructor_names,
            hours=certificate.hours,
            completed_on=certificate.completed_at.date(),
            language=certificate.language,
            verification_url=verification_url(certificate),
            motif=certificate.motif,
            hue=certificate.hue,
            site_name=site_name(),
            is_of_path=certificate.is_of_path,
        )
    )


def store_pdf(certificate: Certificate) -> Certificate:
    """Draw the PDF and keep it, once; a certificate that has its file is returned as it is."""
    if certificate.pdf:
        return certificate
    content = ContentFile(render_pdf(certificate))
    certificate.pdf.save(f"{certificate.uuid}.pdf", content, save=False)
    Certificate.objects.filter(pk=certificate.pk).update(pdf=certificate.pdf.name)
    return certificate


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, actor, now: datetime | None = None) -> None:
    """Say publicly that this certificate no longer holds, and why. Revoking twice keeps the first date."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.is_revoked:
        return
    locked.revoked_at, locked.revoked_reason = now or timezone.now(), reason.strip() or "-"
    locked.save(update_fields=["revoked_at", "revoked_reason"])
    record_activity(
        user=actor, verb=ActivityVerb.CERTIFICATE_REVOKED, label=locked.course_title, object_key=str(locked.uuid)
    )


@transaction.atomic
def correct_name(*, certificate: Certificate, name: str, actor) -> None:
    """Correct the recipient's name; the PDF is drawn again at its next use."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    locked.recipient_name, locked.pdf = name.strip(), ""
    locked.save(update_fields=["recipient_name", "pdf"])
    verb = ActivityVerb.CERTIFICATE_CORRECTED
    record_activity(user=actor, verb=verb, label=name, object_key=str(locked.uuid))
