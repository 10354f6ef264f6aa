"""Sending mail through a real SMTP server that goes away and comes back."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from lms_site import mail_sending
from lms_site.errors import DomainError
from lms_site.mail_sending import FIRST_PAUSE, LEASE_SECONDS, MAX_ATTEMPTS, purge, send, send_again, sweep, transport
from lms_site.models import MailState, OutgoingMail
from tests.factories.lms_site import OutgoingMailFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def later(seconds: float):
    """The time so many seconds from now, standing still."""
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def write(**changes) -> None:
    message = EmailMultiAlternatives("Bahasa · ≠ ASCII", "Text with é", None, ["sari@example.com"], **changes)
    message.attach_alternative("<p>Html with é</p>", "text/html")
    message.attach("cloth.bin", b"\x00\xff", "application/octet-stream")
    message.send()


def test_mail_arrives_whole_and_its_body_is_blanked(mail_server, committed):
    with committed():
        write(headers={"X-Course": "batik"})

    (message,) = mail_server.received
    assert str(message["To"]) == "sari@example.com"
    assert message["X-Course"] == "batik"
    parts = {part.get_content_type(): part.get_payload(decode=True) for part in message.walk()}
    assert parts["text/plain"].decode().strip() == "Text with é"
    assert parts["text/html"].decode().strip() == "<p>Html with é</p>"
    assert parts["application/octet-stream"] == b"\x00\xff"
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 1, "")
    assert (mail.text, mail.html, mail.attachments) == ("", "", [])
    assert mail.sent_at is not None


def test_mail_server_away_is_nobodys_error_and_the_mail_arrives_after_recovery_once(mail_server, committed):
    mail_server.stop()
    with committed():
        write()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.QUEUED, 1)
    assert mail.last_error.startswith("ConnectionRefusedError")

    mail_server.start()
    with later(FIRST_PAUSE + 1):
        transport.worked()
        assert sweep() == 1
        assert sweep() == 0

    assert len(mail_server.received) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.SENT, "")


def test_server_that_is_away_is_not_asked_for_every_mail(mail_server, committed):
    mail_server.stop()
    with committed():
        for _ in range(5):
            write()

    attempts = OutgoingMail.objects.order_by("pk").values_list("attempts", flat=True)
    assert list(attempts) == [1, 0, 0, 0, 0]
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == 5
    mail_server.start()
    transport.worked()
    with later(FIRST_PAUSE + 1):
        sweep()
    assert len(mail_server.received) == 5


def test_address_that_the_server_refuses_does_not_hold_up_the_others(mail_server, committed):
    mail_server.unknown.add("nobody@example.com")
    with committed():
        EmailMultiAlternatives("One", "Text", None, ["nobody@example.com"]).send()
        EmailMultiAlternatives("Two", "Text", None, ["sari@example.com"]).send()

    assert [message["Subject"] for message in mail_server.received] == ["Two"]
    refused = OutgoingMail.objects.get(subject="One")
    assert refused.state == MailState.QUEUED
    assert "No such person here" in refused.last_error


def test_mail_is_given_up_after_about_a_day_and_keeps_its_text(mail_server):
    mail_server.stop()
    mail = OutgoingMailFactory()
    moment = timezone.now()
    for _ in range(MAX_ATTEMPTS):
        transport.worked()
        with time_machine.travel(moment, tick=False):
            send(mail.pk)
        mail.refresh_from_db()
        moment = max(moment, mail.next_attempt_at) + timedelta(seconds=1)

    assert (mail.state, mail.attempts) == (MailState.FAILED, MAX_ATTEMPTS)
    assert mail.text == "Good morning.\n"
    assert timedelta(hours=12) < moment - timezone.now() < timedelta(hours=36)
    assert sweep() == 0


def test_mail_that_was_given_up_is_sent_again_on_demand(mail_server):
    mail = OutgoingMailFactory(failed=True)

    send_again(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
    assert len(mail_server.received) == 1


@pytest.mark.parametrize("state", [MailState.SENT, MailState.SENDING])
def test_mail_that_is_sent_or_being_sent_is_not_sent_again(mail_server, state):
    mail = OutgoingMailFactory(state=state)

    with pytest.raises(DomainError):
        send_again(mail_id=mail.pk)
    assert mail_server.received == []


def test_mail_that_somebody_else_is_sending_is_left_alone(mail_server):
    mail = OutgoingMailFactory()
    assert mail_sending._claim(mail.pk) is not None

    assert send(mail.pk) is False
    assert sweep() == 0
    assert mail_server.received == []


def test_mail_whose_sender_died_is_sent_after_its_lease(mail_server):
    mail = OutgoingMailFactory()
    mail_sending._claim(mail.pk)  # and then its worker dies

    with later(LEASE_SECONDS + 1):
        assert sweep() == 1

    assert len(mail_server.received) == 1


def test_mail_that_is_sent_is_not_sent_twice(mail_server):
    mail = OutgoingMailFactory()

    assert [send(mail.pk), send(mail.pk)] == [True, False]
    assert len(mail_server.received) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_senders_at_once_send_one_mail(mail_server):
    mail = OutgoingMailFactory()

    at_once(lambda: send(mail.pk))

    assert len(mail_server.received) == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_claim_they_send_more_than_one(mail_server):
    """The naive twin: look whether it waits, send it, mark it."""
    mail, looked = OutgoingMailFactory(), threading.Barrier(8)

    def send_naively() -> None:
        row = OutgoingMail.objects.get(pk=mail.pk)
        looked.wait()
        if row.state == MailState.QUEUED:
            mail_sending._message(row).send()
            mail_sending._record_success(row)

    at_once(send_naively)

    assert len(mail_server.received) > 1


def test_every_attempt_has_the_same_message_id(mail_server, committed):
    mail_server.stop()
    with committed():
        write()
    expected = OutgoingMail.objects.get().headers["Message-ID"]
    mail_server.start()
    transport.worked()
    with later(FIRST_PAUSE + 1):
        sweep()

    assert mail_server.received[0]["Message-ID"] == expected


@pytest.mark.filterwarnings("ignore:django-anymail has dropped official support for SendGrid")
def test_transport_that_breaks_in_its_own_way_is_recorded_too(settings):
    settings.LMS_MAIL_TRANSPORT = "anymail.backends.sendgrid.EmailBackend"
    settings.ANYMAIL = {}
    mail = OutgoingMailFactory()

    assert send(mail.pk) is False

    mail.refresh_from_db()
    assert mail.state == MailState.QUEUED
    assert "SENDGRID_API_KEY" in mail.last_error


def test_mail_waiting_in_the_queue_is_not_handed_over_again_and_again(settings, monkeypatch):
    handed = []
    monkeypatch.setattr(mail_sending, "hand_over", lambda task, pk: handed.append(pk) or True)
    OutgoingMailFactory()

    for seconds in range(0, 299, 15):
        with later(seconds):
            sweep()
    assert len(handed) == 1
    with later(302):
        sweep()
    assert len(handed) == 2


def test_mail_that_no_broker_took_stays_for_the_next_sweep(monkeypatch):
    monkeypatch.setattr(mail_sending, "hand_over", lambda task, pk: False)
    OutgoingMailFactory.create_batch(2)

    assert sweep() == 0

    assert not OutgoingMail.objects.exclude(handed_at=None).exists()


@pytest.mark.parametrize("number", [1, 20])
def test_sweep_with_nothing_to_do_costs_one_query(django_assert_num_queries, number):
    OutgoingMailFactory.create_batch(number, failed=True)

    with django_assert_num_queries(1):
        sweep()


def test_purge_forgets_old_mail_and_keeps_what_waits():
    old = timezone.now() - timedelta(days=181)
    OutgoingMailFactory(key="sent", state=MailState.SENT, created_at=old)
    OutgoingMailFactory(key="failed", failed=True, created_at=old)
    OutgoingMailFactory(key="waiting", created_at=old)
    OutgoingMailFactory(key="new", state=MailState.SENT)

    assert purge() == 2
    assert set(OutgoingMail.objects.values_list("key", flat=True)) == {"waiting", "new"}
