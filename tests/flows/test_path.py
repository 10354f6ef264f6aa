"""The line of a learning path: entered once, walked course by course, certified at the end."""

import pytest
from django.core import mail
from django.urls import reverse

from catalog.models import Certificate, PathEnrollment
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course, make_path

pytestmark = pytest.mark.django_db(transaction=True)


def test_learner_enters_a_path_walks_it_in_order_and_receives_its_certificate(client):
    first, second = (make_course(title=title, lessons=1) for title in ("Wax", "Dye"))
    paid = make_course(title="Cloth", lessons=1, price_minor=900)
    path = make_path(first, second, paid, title="From Wax to Cloth", is_fixed_order=True)
    learner = UserFactory(display_name="Dewi", email="dewi@example.com")
    client.force_login(learner)

    # One button: the first course opens, with its welcome; the next one waits.
    client.post(reverse("catalog:enroll_path", args=[path.translation_key]))
    assert client.get(lessons_of(first)[0].get_url()).status_code == 200
    assert client.get(lessons_of(second)[0].get_url()).status_code == 403

    # Completing a course opens the next by itself.
    client.post(reverse("catalog:complete", args=[lessons_of(first)[0].pk]))
    assert client.get(lessons_of(second)[0].get_url()).status_code == 200
    client.post(reverse("catalog:complete", args=[lessons_of(second)[0].pk]))
    assert PathEnrollment.objects.get().completed_count == 2

    # A course with a price does not come with the path; got by a code, it counts like the others.
    assert client.get(lessons_of(paid)[0].get_url()).status_code == 403
    enroll(learner, paid, source="code", reference="FEARLESS")
    mail.outbox.clear()
    client.post(reverse("catalog:complete", args=[lessons_of(paid)[0].pk]))

    # The path is completed, once, with a certificate of its own and a mail.
    certificate = Certificate.objects.get(path_enrollment__user=learner)
    assert certificate.pdf.size > 1000
    assert sum("From Wax to Cloth" in letter.subject for letter in mail.outbox) == 1
    assert certificate.get_absolute_url() in client.get(path.get_url()).content.decode()
    client.logout()
    assert b"From Wax to Cloth" in client.get(certificate.get_absolute_url()).content
    assert not OutboxEvent.objects.filter(delivered_at__isnull=True).exists()
