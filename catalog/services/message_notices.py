"""Mails that say somebody wrote, and what moderators decide about letters."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from catalog.errors import NoConversation
from catalog.models import Conversation, Message
from catalog.queries.named_courses import titles_of
from catalog.rules import moderates
from lms_site.links import absolute_url
from lms_site.mail import queue_mail

from .messages import AN_HOUR


@transaction.atomic
def tell_other_side(message_id: int, *, now: datetime | None = None) -> None:
    """Mail the other side that a letter waits: at most once an hour and conversation, and not what is read.

    The mail names who wrote and leads to the letter, whose text stays on the site. May run twice.
    """
    now = now or timezone.now()
    message = Message.objects.select_related("author").filter(pk=message_id).first()
    if message is None:
        return
    conversation = Conversation.objects.select_for_update(of=("self",)).get(pk=message.conversation_id)
    side = "learner" if message.is_from_team else "team"
    told_at = getattr(conversation, f"{side}_told_at")
    if getattr(conversation, f"{side}_read_id") >= message.pk or (told_at and now - told_at < AN_HOUR):
        return
    setattr(conversation, f"{side}_told_at", now)
    conversation.save(update_fields=[f"{side}_told_at"])
    for person in _recipients(conversation, side):
        _mail(message, conversation, person, side)


def _recipients(conversation: Conversation, side: str):
    people = get_user_model().objects.filter(is_active=True)
    if side == "learner":
        return people.filter(pk=conversation.learner_id)
    return people.filter(groups__course_team__course__translation_key=conversation.course_key).distinct()


def _mail(message: Message, conversation: Conversation, person, side: str) -> None:
    key = conversation.course_key
    place = (
        reverse("catalog:message_learner", args=[key])
        if side == "learner"
        else reverse("catalog:message_team", args=[key, conversation.learner_id])
    )
    queue_mail(
        key=f"message:{message.pk}:{person.pk}",
        to=person.email,
        template="message_waits",
        context={
            "name": person.name,
            "author": message.author.name if message.author else "",
            "course_title": titles_of([key]).get(key, ""),
            "url": absolute_url(place),
        },
        language=person.language,
    )


@transaction.atomic
def decide_on_message(*, moderator, message_id: int, remove: bool, now: datetime | None = None) -> Message:
    """Remove a reported letter from the conversation, or leave it; closes its reports. Twice is once.

    Raises PermissionDenied, NoConversation.
    """
    if not moderates(moderator):
        raise PermissionDenied
    message = Message.objects.select_for_update(of=("self",)).filter(pk=message_id).first()
    if message is None:
        raise NoConversation
    if remove and message.removed_at is None:
        message.removed_at = now or timezone.now()
        message.save(update_fields=["removed_at"])
    message.reports.filter(is_open=True).update(is_open=False, decided_by=moderator)
    return message
