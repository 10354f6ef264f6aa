"""Sending the rows of the mail table through the real transport, `settings.LMS_MAIL_TRANSPORT`.

A mail is claimed by one UPDATE with a lease, sent outside any transaction, and marked. A server that
is away is asked again after growing pauses, for about a day; then the mail is given up and waits in
the CMS, where an admin can send it again.
"""

import base64
import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lms_site.breaker import Breaker
from lms_site.errors import DomainError
from lms_site.handover import hand_over
from lms_site.models import MailState, OutgoingMail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 12
FIRST_PAUSE, LONGEST_PAUSE = 30, 4 * 3600
# Longer than any transport may take: a mail whose sender died is taken up again after this.
LEASE_SECONDS = 120
SWEEP_BATCH = 500
QUEUE_PATIENCE = timedelta(minutes=5)
# These are answers about one mail; any other OSError tells that the server is away.
ABOUT_ONE_MAIL = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
transport = Breaker(seconds=30)


def send(mail_id: int) -> bool:
    """Send the mail if its time has come; returns whether it was sent now.

    While the server is known to be away, the mail is put off without counting as an attempt.
    """
    if not transport.allows():
        _put_off(mail_id)
        return False
    mail = _claim(mail_id)
    if mail is None:
        return False
    try:
        _message(mail).send()
    except OSError as error:
        # The server is away or refuses; smtplib's errors are of this kind, and so are those of requests.
        logger.warning("Mail %s was not sent (attempt %s): %s", mail_id, mail.attempts, error)
        _record_failure(mail, error)
        return False
    except Exception as error:
        # A provider's own error, or a mail that cannot be built: kept on the row, shown, tried again.
        logger.exception("Mail %s was not sent (attempt %s)", mail_id, mail.attempts)
        _record_failure(mail, error)
        return False
    transport.worked()
    _record_success(mail)
    return True


def sweep() -> int:
    """Hand over the mails whose time has come, oldest first; returns how many.

    A mail that was handed over since its time came waits in the broker's queue: handing it over again
    every few seconds would only make that queue longer.
    """
    now = timezone.now()
    lost = Q(handed_at=None) | Q(handed_at__lt=F("next_attempt_at")) | Q(handed_at__lt=now - QUEUE_PATIENCE)
    rows = list(_due(now).filter(lost).order_by("next_attempt_at").values_list("pk", flat=True)[:SWEEP_BATCH])
    for handed, mail_id in enumerate(rows):
        OutgoingMail.objects.filter(pk=mail_id).update(handed_at=now)
        if not hand_over("lms_site.tasks.send_mail_task", mail_id):
            OutgoingMail.objects.filter(pk=mail_id).update(handed_at=None)
            return handed
    return len(rows)


def send_again(*, mail_id: int) -> None:
    """Start afresh with a mail that was given up or waits; raises DomainError once it is sent."""
    rows = OutgoingMail.objects.filter(pk=mail_id, state__in=[MailState.FAILED, MailState.QUEUED])
    if not rows.update(state=MailState.QUEUED, attempts=0, next_attempt_at=timezone.now()):
        raise DomainError("mail_not_waiting", _("This mail has been sent or is being sent now."))
    transport.worked()
    hand_over("lms_site.tasks.send_mail_task", mail_id)


def purge(days: int = 180) -> int:
    """Delete mails sent or given up more than `days` ago; returns how many."""
    before = timezone.now() - timedelta(days=days)
    old = OutgoingMail.objects.filter(state__in=[MailState.SENT, MailState.FAILED], created_at__lt=before)
    deleted, _rows = old.delete()
    return deleted


def _due(now: datetime) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(state__in=[MailState.QUEUED, MailState.SENDING], next_attempt_at__lte=now)


def _claim(mail_id: int) -> OutgoingMail | None:
    now = timezone.now()
    claimed = (
        _due(now)
        .filter(pk=mail_id)
        .update(
            state=MailState.SENDING,
            attempts=F("attempts") + 1,
            next_attempt_at=now + timedelta(seconds=LEASE_SECONDS),
        )
    )
    return OutgoingMail.objects.get(pk=mail_id) if claimed else None


def _put_off(mail_id: int) -> None:
    now = timezone.now()
    _due(now).filter(pk=mail_id).update(
        state=MailState.QUEUED, next_attempt_at=now + timedelta(seconds=transport.seconds)
    )


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.from_email,
        to=mail.to,
        cc=mail.cc,
        bcc=mail.bcc,
        reply_to=mail.reply_to,
        headers=mail.headers,
        connection=get_connection(settings.LMS_MAIL_TRANSPORT),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for kept in mail.attachments:
        content = base64.b64decode(kept["base64"])
        message.attach(kept["name"] or None, content, kept["type"] or None)
    return message


def _record_success(mail: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT,
        sent_at=timezone.now(),
        text="",
        html="",
        attachments=[],
        last_error="",
    )


def _record_failure(mail: OutgoingMail, error: Exception) -> None:
    if isinstance(error, OSError) and not isinstance(error, ABOUT_ONE_MAIL):
        transport.failed()
    is_last = mail.attempts >= MAX_ATTEMPTS
    pause = min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(
        state=MailState.FAILED if is_last else MailState.QUEUED,
        next_attempt_at=timezone.now() + timedelta(seconds=pause),
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )
