"""Reminders of live sessions."""

from celery import shared_task

from classroom.models import SessionReminder
from classroom.services import reminders

# So many at once, of each so many chunks a run: far below the time limit of a task.
ROUNDS = 10


@shared_task
def announce_near_sessions() -> None:
    """Find the sessions that begin in a day or soon, and say so once."""
    reminders.announce_near_sessions()


@shared_task
def mail_session_reminders(*, session_id: int | None = None, notice: str = "") -> None:
    """Write the mails of reminders, in chunks; what is left after some of them waits for the next run.

    Runs when a session is near, and periodically for whatever was interrupted. The soonest come first.
    """
    waiting = SessionReminder.objects.filter(mailed_at=None).order_by("starts_at", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[:ROUNDS]):
        for _chunk in range(ROUNDS):
            if not reminders.mail_next_reminders(pk):
                break
