"""Signed addresses of files of a batch: for one person, and not for long."""

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
