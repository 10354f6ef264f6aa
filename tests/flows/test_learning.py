"""The line of learning, from the first click to a certificate that a stranger checks."""

import pytest
from django.core import mail
from django.urls import reverse

from catalog.models import Certificate, Completion, Enrollment
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)


def test_learner_enrolls_learns_finishes_and_a_stranger_checks_the_certificate(client, client_of_a_stranger):
    course = make_course(title="Batik by Numbers", modules=2, lessons=2, is_sequential=True)
    learner = UserFactory(display_name="Dewi", email="dewi@example.com")
    client.force_login(learner)

    # She enrolls by one button, lands in the first lesson and is welcomed by mail.
    answer = client.post(reverse("catalog:enroll", args=[course.translation_key]))
    lessons = lessons_of(course)
    assert answer["Location"] == lessons[0].get_url()
    assert [letter.to for letter in mail.outbox] == [["dewi@example.com"]]
    assert "Batik by Numbers" in mail.outbox[0].subject

    # The lessons open one after the other; each leads to the next.
    assert client.get(lessons[1].get_url()).status_code == 403
    for lesson, following in zip(lessons, [*lessons[1:], None], strict=True):
        assert client.get(lesson.get_url()).status_code == 200
        answer = client.post(reverse("catalog:complete", args=[lesson.pk]))
        assert answer["Location"] == (following or course).get_url()

    # With the last one the course is completed, once, with one certificate and one more mail.
    enrollment = Enrollment.objects.get(user=learner)
    certificate = Certificate.objects.get(enrollment=enrollment)
    assert enrollment.completed_at
    assert Completion.objects.filter(enrollment=enrollment).count() == 4
    assert len(mail.outbox) == 2
    assert str(certificate.uuid) in mail.outbox[1].body
    assert certificate.pdf.size > 1000
    assert certificate.get_absolute_url() in client.get(reverse("learn")).content.decode()

    # Anybody can check it, without an account.
    page = client_of_a_stranger.get(certificate.get_absolute_url())
    assert b"Dewi" in page.content
    assert b"Batik by Numbers" in page.content

    # Nothing waits in the outbox.
    assert not OutboxEvent.objects.filter(delivered_at__isnull=True).exists()


def test_course_unpublished_while_somebody_is_in_it_keeps_everything(client):
    course = make_course(lessons=2)
    learner = UserFactory()
    client.force_login(learner)
    client.post(reverse("catalog:enroll", args=[course.translation_key]))
    first, second = lessons_of(course)
    client.post(reverse("catalog:complete", args=[first.pk]))

    course.unpublish()
    assert client.get(second.get_url() or "/courses/x/y/z/").status_code == 404
    assert client.get(reverse("learn")).status_code == 200
    assert Enrollment.objects.get(user=learner).completed_count == 1

    course.refresh_from_db()
    course.save_revision().publish()
    assert client.get(second.get_url()).status_code == 200
    assert Enrollment.objects.get(user=learner).percent == 50


@pytest.fixture
def client_of_a_stranger():
    from django.test import Client

    return Client()
