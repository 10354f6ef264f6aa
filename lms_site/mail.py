"""Writing mail: every mail of the product becomes a row first and is sent by a task afterwards.

So a mail server that is away turns no request into an error, and nobody gets a mail about a change
that was rolled back. Sending is in `mail_sending.py`.
"""

import base64
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from email.mime.base import MIMEBase
from email.utils import make_msgid, parseaddr, quote
from typing import Any

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.context import make_context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from lms_site.handover import after_commit
from lms_site.links import site_name
from lms_site.models import OutgoingMail

MAX_ATTACHMENT_BYTES = 5 * 1024**2


@transaction.atomic
def queue_mail(
    *,
    key: str,
    to: str | Sequence[str],
    template: str,
    context: Mapping[str, Any],
    language: str = "",
    sender: str = "",
    reply_to: str = "",
) -> OutgoingMail:
    """Write the mail called `key`, once, in the recipient's language, and send it after the commit.

    Renders `email/<template>_subject.txt`, `email/<template>.txt` and, where there is one,
    `email/<template>.html`. A second call with the same key returns the first row unchanged. `sender` is the name
    of the person who writes it, beside our address; answers go to `reply_to`.
    """
    known = OutgoingMail.objects.filter(key=key).first()
    if known is not None:
        return known
    language = language or settings.LANGUAGE_CODE
    mail, created = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": [to] if isinstance(to, str) else list(to),
            "from_email": _from(sender),
            "reply_to": [reply_to] if reply_to else [],
            "headers": {"Message-ID": _message_id(settings.DEFAULT_FROM_EMAIL)},
            "language": language,
            **_render(template, context, language),
        },
    )
    if created:
        after_commit("lms_site.tasks.send_mail_task", mail.pk)
    return mail


class OutboxEmailBackend(BaseEmailBackend):
    """Django's mail backend of the product: writes each message to the mail table.

    Keeps text, an HTML alternative, copies, headers and attachments up to 5 MB in all. Raises
    BadHeaderError for line breaks in headers and ValueError for what it cannot keep.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages that have a recipient; returns how many. Sent after the commit."""
        rows = [_row(message) for message in email_messages if message.recipients()]
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
                after_commit("lms_site.tasks.send_mail_task", row.pk)
        return len(rows)


def _from(sender: str) -> str:
    """Our address, with the name of whoever writes; mail servers trust no other address from us."""
    if not sender:
        return settings.DEFAULT_FROM_EMAIL
    return f'"{quote(" ".join(sender.split())[:120])}" <{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>'


def _render(template: str, context: Mapping[str, Any], language: str) -> dict[str, str]:
    values = {
        "site_name": site_name(),
        "site_url": settings.SITE_URL,
        "language": language,
        **context,
    }
    with translation.override(language):
        subject = _render_plain(f"email/{template}_subject.txt", values)
        text = _render_plain(f"email/{template}.txt", values)
        html: str = ""
        with suppress(TemplateDoesNotExist):
            html = render_to_string(f"email/{template}.html", values)
    return {"subject": " ".join(subject.split()), "text": text.strip() + "\n", "html": html}


def _render_plain(name: str, values: Mapping[str, Any]) -> str:
    """Text is no HTML: nothing in it is escaped."""
    backend: Any = get_template(name)
    return backend.template.render(make_context(dict(values), autoescape=False))


def _row(message: EmailMessage) -> OutgoingMail:
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    sender = str(message.from_email or settings.DEFAULT_FROM_EMAIL)
    headers.setdefault("Message-ID", _message_id(sender))
    is_html = message.content_subtype == "html"
    mail = OutgoingMail(
        key=f"message:{uuid.uuid4()}",
        to=[str(address) for address in message.to],
        cc=[str(address) for address in message.cc],
        bcc=[str(address) for address in message.bcc],
        reply_to=[str(address) for address in message.reply_to],
        from_email=sender,
        subject=str(message.subject),
        text="" if is_html else str(message.body),
        html=str(message.body) if is_html else _html_alternative(message),
        attachments=_attachments(message),
        headers=headers,
        language=translation.get_language() or settings.LANGUAGE_CODE,
    )
    _refuse_line_breaks(mail)
    return mail


def _html_alternative(message: EmailMessage) -> str:
    alternatives = list(getattr(message, "alternatives", None) or [])
    kinds = [alternative[1] for alternative in alternatives]
    if kinds not in ([], ["text/html"]):
        raise ValueError(f"A mail has one HTML alternative at most, not {kinds}.")
    return str(alternatives[0][0]) if alternatives else ""


def _attachments(message: EmailMessage) -> list[dict[str, str]]:
    kept, size = [], 0
    for attachment in message.attachments:
        if isinstance(attachment, MIMEBase):
            raise ValueError("Attach name, content and type; MIME objects cannot be kept.")
        name, content, kind = attachment
        raw = content.encode() if isinstance(content, str) else content
        if not isinstance(raw, bytes):
            raise ValueError(f"The attachment {name} is neither text nor bytes.")
        size += len(raw)
        kept.append({"name": name or "", "type": kind or "", "base64": base64.b64encode(raw).decode()})
    if size > MAX_ATTACHMENT_BYTES:
        raise ValueError(f"Attachments of {size} bytes: more than {MAX_ATTACHMENT_BYTES}.")
    return kept


def _refuse_line_breaks(mail: OutgoingMail) -> None:
    addresses = [*mail.to, *mail.cc, *mail.bcc, *mail.reply_to]
    for value in [mail.subject, mail.from_email, *addresses, *mail.headers.values()]:
        if "\n" in value or "\r" in value:
            raise BadHeaderError(f"Mail headers cannot hold line breaks: {value!r}")


def _message_id(sender: str) -> str:
    """One id for every attempt at a mail, so that a receiver can tell a repetition."""
    return make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
