"""The public check of a certificate, and its PDF."""

from django.core.files.base import ContentFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.certificates.qr import qr_svg
from catalog.models import Certificate, CourseSummary, LearningPathPage
from catalog.services.certificates import store_pdf, verification_url


def _missing(request: HttpRequest) -> HttpResponse:
    return render(request, "catalog/certificate_missing.html", status=404)


@require_safe
def certificate(request: HttpRequest, uuid) -> HttpResponse:
    """Says to anyone whether this certificate holds, for whom and for what; a revoked one says why not."""
    found = Certificate.objects.filter(uuid=uuid).first()
    if found is None:
        return _missing(request)
    context = {
        "certificate": found,
        "course_url": _subject_url(found),
        "pdf_url": "" if found.is_revoked else reverse("catalog:certificate_pdf", args=[uuid]),
        "qr_svg": qr_svg(verification_url(found)),
    }
    return render(request, "catalog/certificate.html", context)


def _subject_url(certificate: Certificate) -> str:
    """The page of the course or path as it is today; empty when there is none for everybody."""
    if certificate.is_of_path:
        path = LearningPathPage.objects.live().public().filter(translation_key=certificate.course_key).first()
        return path.get_url() if path else ""
    course = CourseSummary.objects.filter(course_key=certificate.course_key).first()
    return course.url if course else ""


@require_safe
def certificate_pdf(request: HttpRequest, uuid) -> HttpResponse:
    """The PDF; drawn now when the task has not come to it yet. Gone (410) once revoked."""
    found = Certificate.objects.filter(uuid=uuid).first()
    if found is None:
        return _missing(request)
    if found.is_revoked:
        return render(request, "catalog/certificate.html", {"certificate": found}, status=410)
    stored = store_pdf(found)
    with stored.pdf.open("rb") as file:
        content = ContentFile(file.read())
    return FileResponse(content, as_attachment=True, filename=f"certificate-{uuid}.pdf", content_type="application/pdf")
