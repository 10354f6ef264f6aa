"""Signed addresses: of private files, for one person and one lesson; and of choices made from a mail."""

from dataclasses import dataclass
from uuid import UUID

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


MAIL_CHOICE_SALT = "catalog.announcement-mail"


def mail_choice_token(user_id: int, course_key: UUID) -> str:
    """What stands in the mail of an announcement: this person may choose about this course. It does not expire."""
    return signing.dumps([user_id, str(course_key)], salt=MAIL_CHOICE_SALT)


def read_mail_choice(token: str) -> tuple[int, UUID]:
    """Person and course of a token. Raises django.core.signing.BadSignature when forged."""
    user_id, course_key = signing.loads(token, salt=MAIL_CHOICE_SALT)
    return user_id, UUID(course_key)
