"""Signed addresses of the classroom: files for one person, and choices that people make from a mail."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "classroom.file"


def batch_file_url(file_id: int, user_id: int) -> str:
    """The address at which this person gets this file; it works for LMS_SIGNED_URL_SECONDS."""
    return reverse("classroom:file", args=[signing.dumps([file_id, user_id], salt=SALT)])


def read_batch_file_token(token: str) -> tuple[int, int]:
    """File and person of a token. Raises django.core.signing.BadSignature when forged or expired."""
    file_id, user_id = signing.loads(token, salt=SALT, max_age=settings.LMS_SIGNED_URL_SECONDS)
    return file_id, user_id


REMINDER_SALT = "classroom.session-reminders"


def reminder_choice_token(user_id: int, batch_id: int) -> str:
    """What stands in a reminder: this person may choose about this batch. It does not expire."""
    return signing.dumps([user_id, batch_id], salt=REMINDER_SALT)


def read_reminder_choice(token: str) -> tuple[int, int]:
    """Person and batch of a token. Raises django.core.signing.BadSignature when forged."""
    user_id, batch_id = signing.loads(token, salt=REMINDER_SALT)
    return user_id, batch_id
