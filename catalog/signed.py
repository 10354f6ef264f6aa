"""Addresses of private files: signed, for one person and one lesson, and soon over."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "catalog.private-file"
KINDS = ("file", "media")


@dataclass(frozen=True, slots=True)
class FileTicket:
    """What a signed address says: this person may have this file because of this lesson."""

    kind: str
    file_id: int
    lesson_id: int
    user_id: int


def file_url(ticket: FileTicket) -> str:
    """The address for `ticket`; it works for LMS_SIGNED_URL_SECONDS."""
    payload = [KINDS.index(ticket.kind), ticket.file_id, ticket.lesson_id, ticket.user_id]
    return reverse("catalog:file", args=[signing.dumps(payload, salt=SALT)])


def read_ticket(token: str) -> FileTicket:
    """The ticket in a token. Raises django.core.signing.BadSignature when forged or expired."""
    payload = signing.loads(token, salt=SALT, max_age=settings.LMS_SIGNED_URL_SECONDS)
    kind, file_id, lesson_id, user_id = payload
    return FileTicket(KINDS[kind], file_id, lesson_id, user_id)
