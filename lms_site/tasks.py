"""Celery's entry points of the site; each may run twice and at the same time as itself."""

from celery import shared_task

from lms_site import cache_versions, delivery, mail_sending
from lms_site.models import IdempotentRequest


@shared_task
def deliver(*event_ids: int) -> None:
    """Hand over the reactions of freshly committed events."""
    delivery.deliver(*event_ids)


@shared_task(time_limit=delivery.REACTION_SECONDS, soft_time_limit=delivery.REACTION_SECONDS * 0.9)
def run_reaction(event_id: int, path: str) -> None:
    """Run one reaction of one event."""
    delivery.run_reaction(event_id, path)


@shared_task
def sweep_outbox(limit: int | None = None) -> None:
    """Deliver what was not delivered: broker away, worker killed, reaction failed."""
    delivery.sweep(limit)


@shared_task(time_limit=mail_sending.LEASE_SECONDS - 15)
def send_mail_task(mail_id: int) -> None:
    """Send one mail of the mail table."""
    mail_sending.send(mail_id)


@shared_task
def sweep_mail() -> None:
    """Hand over the mails whose time has come."""
    mail_sending.sweep()


@shared_task
def purge_old_rows() -> None:
    """Delete what nobody needs any more from the outbox, the mail table and kept answers; put versions together."""
    delivery.purge()
    mail_sending.purge()
    IdempotentRequest.purge()
    cache_versions.compact()
