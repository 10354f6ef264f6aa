"""Mails of those who teach to people of a batch, through the outbox."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog.queries.named_courses import titles_of
from classroom.errors import MessageInvalid, TooManyMessages
from classroom.events import RosterMessageSent
from classroom.models import CourseBatch, RosterMessage
from lms_site.events import publish
from lms_site.mail import queue_mail

from .locking import lock_open_batch

MESSAGES_A_DAY = 20
LONGEST_SUBJECT, LONGEST_TEXT = 150, 5000


@transaction.atomic
def write_to_members(
    *,
    batch: CourseBatch,
    sender: User,
    subject: str,
    text: str,
    people: Collection[int] | None = None,
    now: datetime | None = None,
) -> RosterMessage:
    """Mail everybody who has a seat, or those of them with these ids; each alone, once.

    Raises MessageInvalid, TooManyMessages, BatchArchived.
    """
    now = now or timezone.now()
    subject, text = " ".join(subject.split())[:LONGEST_SUBJECT], text.strip()[:LONGEST_TEXT]
    if not subject or not text:
        raise MessageInvalid
    batch = lock_open_batch(batch.pk)
    if batch.messages.filter(created_at__gt=now - timedelta(days=1)).count() >= MESSAGES_A_DAY:
        raise TooManyMessages
    seated = batch.members.filter(left_at=None, user__is_active=True)
    if people is not None:
        seated = seated.filter(user_id__in=people)
    recipients = list(seated.order_by("user_id").values_list("user_id", flat=True))
    if not recipients:
        raise MessageInvalid("MESSAGE_NOBODY")
    message = RosterMessage.objects.create(
        batch=batch, sender=sender, subject=subject, text=text, recipients=recipients, created_at=now
    )
    publish(RosterMessageSent(message_id=message.pk))
    return message


def mail_message(*, message_id: int, url: str, now: datetime | None = None) -> None:
    """Write the mails of a message; after a break the rest of them. `url` is the batch's page."""
    message = RosterMessage.objects.select_related("batch", "sender").get(pk=message_id)
    if message.mailed_at is not None:
        return
    sender = message.sender
    context = {
        "batch": message.batch.name,
        "course_title": titles_of([message.batch.course_key]).get(message.batch.course_key, ""),
        "sender": sender.name if sender else "",
        "subject": message.subject,
        "text": message.text,
        "url": url,
    }
    for person in User.objects.filter(pk__in=message.recipients).order_by("pk").iterator():
        queue_mail(
            key=f"roster-message:{message.pk}:{person.pk}",
            to=person.email,
            template="roster_message",
            context={**context, "name": person.name},
            language=person.language,
            sender=sender.name if sender else "",
            reply_to=sender.email if sender else "",
        )
    RosterMessage.objects.filter(pk=message.pk).update(mailed_at=now or timezone.now())
