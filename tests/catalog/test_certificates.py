"""Certificates: snapshots that anybody can check."""

import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse

from catalog.models import Certificate
from catalog.services.certificates import correct_name, revoke_certificate, store_pdf, verification_url
from catalog.services.completion import complete_lesson
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    learner = UserFactory(display_name="Dewi", certificate_name="Dewi Lestari, S.Kom.")
    course = make_course(title="Batik by Numbers", lessons=1, lesson_fields={"expected_minutes": 100})
    enroll(user=learner, course=course)
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    return SimpleNamespace(certificate=Certificate.objects.get())


certificate = own("certificate")


def test_snapshot_uses_the_name_for_certificates(certificate):
    assert certificate.recipient_name == "Dewi Lestari, S.Kom."
    assert certificate.hours == 1.5


def test_snapshot_outlives_later_edits(certificate):
    course = certificate.enrollment
    user = certificate.enrollment.user
    user.certificate_name = "Somebody Else"
    user.save()
    certificate.refresh_from_db()
    assert (certificate.recipient_name, certificate.course_title) == ("Dewi Lestari, S.Kom.", "Batik by Numbers")
    assert course.certificate == certificate


def test_anybody_can_check_it(client, certificate):
    page = client.get(certificate.get_absolute_url())
    assert page.status_code == 200
    content = page.content.decode()
    assert "Dewi Lestari, S.Kom." in content
    assert "Batik by Numbers" in content
    assert str(certificate.uuid) in content


def test_unknown_certificate_says_so_with_404(client):
    page = client.get(reverse("catalog:certificate", args=[uuid.uuid4()]))
    assert page.status_code == 404
    assert b"certificate" in page.content.lower()
    assert client.get(reverse("catalog:certificate_pdf", args=[uuid.uuid4()])).status_code == 404


def test_malformed_number_is_not_found(client):
    assert client.get("/certificates/not-a-number/").status_code == 404


def test_pdf_is_drawn_when_the_task_has_not_come_to_it(client, certificate):
    answer = client.get(reverse("catalog:certificate_pdf", args=[certificate.uuid]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_pdf_is_stored_once(certificate):
    first = store_pdf(certificate).pdf.name
    assert store_pdf(Certificate.objects.get()).pdf.name == first


def test_revoked_certificate_says_why_and_has_no_pdf(client, certificate):
    revoke_certificate(certificate=certificate, reason="Issued to the wrong person", actor=ModeratorFactory())
    page = client.get(certificate.get_absolute_url())
    assert page.status_code == 200
    assert b"Issued to the wrong person" in page.content
    assert client.get(reverse("catalog:certificate_pdf", args=[certificate.uuid])).status_code == 410


def test_revoking_twice_keeps_the_first_reason(certificate):
    actor = ModeratorFactory()
    revoke_certificate(certificate=certificate, reason="First", actor=actor)
    revoke_certificate(certificate=certificate, reason="Second", actor=actor)
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "First"


def test_corrected_name_is_drawn_anew(certificate):
    store_pdf(certificate)
    correct_name(certificate=certificate, name="Dewi Lestari", actor=ModeratorFactory())
    certificate.refresh_from_db()
    assert certificate.recipient_name == "Dewi Lestari"
    assert not certificate.pdf


def test_verification_url_is_absolute(certificate, settings):
    assert verification_url(certificate) == f"{settings.SITE_URL}/certificates/{certificate.uuid}/"


def test_hostile_name_is_escaped_on_the_page(client, certificate):
    correct_name(certificate=certificate, name="<script>alert(1)</script>", actor=ModeratorFactory())
    page = client.get(certificate.get_absolute_url()).content
    assert b"<script>alert(1)" not in page
    assert b"&lt;script&gt;" in page


def test_moderator_revokes_in_the_cms_with_a_reason(client, certificate):
    client.force_login(ModeratorFactory())
    url = reverse("wagtailsnippets_catalog_certificate:edit", args=[certificate.pk])
    data = {"recipient_name": certificate.recipient_name, "is_revoked": "on", "revoked_reason": ""}
    refused = client.post(url, data)
    assert refused.status_code == 200
    assert not Certificate.objects.get().is_revoked
    client.post(url, {**data, "revoked_reason": "Course was taken by somebody else"})
    assert Certificate.objects.get().is_revoked
