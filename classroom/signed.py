"""Signed addresses of the classroom: choices that people make from a mail."""

from django.core import signing

REMINDER_SALT = "classroom.session-reminders"


def reminder_choice_token(user_id: int, batch_id: int) -> str:
    """What stands in a reminder: this person may choose about this batch. It does not expire."""
    return signing.dumps([user_id, batch_id], salt=REMINDER_SALT)


def read_reminder_choice(token: str) -> tuple[int, int]:
    """Person and batch of a token. Raises django.core.signing.BadSignature when forged."""
    user_id, batch_id = signing.loads(token, salt=REMINDER_SALT)
    return user_id, batch_id
