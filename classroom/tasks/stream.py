"""Announcements go out and are mailed; files that nothing has any more go away."""

from celery import shared_task

from classroom.services import announcement_publishing, batch_files

# So many rounds a run: far below the time limit of a task.
ROUNDS = 10


@shared_task
def publish_due() -> None:
    """Let the announcements go out whose time has come."""
    announcement_publishing.publish_due_announcements()


@shared_task
def mail_announcements(*, announcement_id: int | None = None) -> None:
    """Write the mails of announcements, in rounds; what is left after some of them waits for the next run.

    Runs when something was published, and periodically for whatever was interrupted.
    """
    waiting = announcement_publishing.announcements_to_mail().order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)[:ROUNDS]):
        for _round in range(ROUNDS):
            if not announcement_publishing.mail_next_members(pk):
                break


@shared_task
def drop_stored(stored_as: str) -> None:
    """Delete a stored file that no announcement and no material has any more."""
    batch_files.drop_stored(stored_as)
