"""Every periodic job of the product: one list, read by Celery beat and by `manage.py run_periodic`.

A job is a Celery task that takes no arguments, bears being run twice at once, and is named by its
dotted path, so that this page imports nothing from the apps above.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Job:
    """A task (dotted path) that runs every `seconds`."""

    task: str
    seconds: int


JOBS = [
    Job(task="lms_site.tasks.sweep_outbox", seconds=15),
    Job(task="lms_site.tasks.sweep_mail", seconds=15),
    Job(task="lms_site.tasks.purge_old_rows", seconds=3600),
    Job(task="catalog.tasks.submissions.publish_due_submissions", seconds=60),
    Job(task="catalog.tasks.authoring.renew_checks", seconds=60),
    Job(task="catalog.tasks.authoring.visit_links", seconds=300),
    Job(task="catalog.tasks.authoring.purge_imports", seconds=3600),
    Job(task="catalog.tasks.voices.mail_announcements", seconds=60),
    Job(task="classroom.tasks.seats.expire_claims", seconds=60),
    Job(task="classroom.tasks.stream.publish_due", seconds=60),
    Job(task="classroom.tasks.stream.mail_announcements", seconds=60),
    Job(task="classroom.tasks.sessions.settle_rooms", seconds=60),
    Job(task="classroom.tasks.sessions.purge_notices", seconds=24 * 3600),
    Job(task="classroom.tasks.attendance.reckon_due", seconds=300),
    Job(task="classroom.tasks.reminders.announce_near_sessions", seconds=60),
    Job(task="classroom.tasks.reminders.mail_session_reminders", seconds=60),
    Job(task="classroom.tasks.roster.purge_imports", seconds=3600),
    Job(task="classroom.tasks.shown.show_all_batches", seconds=300),
    Job(task="commerce.tasks.orders.expire_orders", seconds=60),
    Job(task="commerce.tasks.orders.settle_sandbox", seconds=15),
    Job(task="commerce.tasks.orders.drop_old_carts", seconds=24 * 3600),
    Job(task="commerce.tasks.offers.show_sales", seconds=60),
    Job(task="commerce.tasks.offers.send_due_gifts", seconds=300),
    Job(task="commerce.tasks.sales.roll_up_recent", seconds=21600),
    # Compares a day once; what the provider's absence prevented is done an hour later.
    Job(task="commerce.tasks.reconciliation.reconcile_yesterday", seconds=3600),
]


def beat_schedule() -> dict[str, dict[str, object]]:
    """The jobs in the form of Celery's `beat_schedule`."""
    return {
        job.task: {
            "task": job.task,
            "schedule": float(job.seconds),
            # A job that nobody could start in time is not worth keeping: the next one does its work.
            "options": {"expires": job.seconds * 2},
        }
        for job in JOBS
    }
