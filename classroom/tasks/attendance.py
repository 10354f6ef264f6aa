"""Attendance, reckoned without anybody asking."""

from celery import shared_task

from classroom.services.attendance import reckon_due_sessions


@shared_task
def reckon_due() -> None:
    """Reckon the sessions that have ended, and those of which more was heard since."""
    reckon_due_sessions()
