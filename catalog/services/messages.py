"""Letters between a learner and the instructors of a course."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.errors import MessageFlood, NoConversation, NotALearner, NotOnTeam
from catalog.events import MessageSent
from catalog.models import Conversation, Enrollment, Message, MessageReport
from catalog.models.message import MAX_MESSAGE_LETTERS
from catalog.models.review import MAX_REASON_LETTERS
from lms_site.events import publish

from .enrollment import lock_open_enrollment
from .plain_text import clean_text
from .reviews import is_on_team

AN_HOUR = timedelta(hours=1)
LEARNER_AN_HOUR = 20
TEAM_AN_HOUR = 60


@transaction.atomic
def write_to_team(*, user, course_key: UUID, text: str, now: datetime | None = None) -> Message:
    """Write to the instructors of a course that `user` takes; the first letter begins the conversation.

    Raises NotEnrolled, MessageFlood (20 an hour, over all courses), TextMissing, TextTooLong.
    """
    now = now or timezone.now()
    text = clean_text(text, longest=MAX_MESSAGE_LETTERS)
    _refuse_flood(user, LEARNER_AN_HOUR, now)
    lock_open_enrollment(user=user, course_key=course_key, now=now)
    return _write(course_key, user.pk, author=user, is_from_team=False, text=text, now=now)


@transaction.atomic
def write_to_learner(*, user, course_key: UUID, learner_id: int, text: str, now: datetime | None = None) -> Message:
    """Write, as one of its instructors, to somebody who takes the course, or has written before.

    Raises NotOnTeam, NotALearner, MessageFlood (60 an hour), TextMissing, TextTooLong.
    """
    now = now or timezone.now()
    text = clean_text(text, longest=MAX_MESSAGE_LETTERS)
    if not is_on_team(user, course_key):
        raise NotOnTeam
    _refuse_flood(user, TEAM_AN_HOUR, now)
    if learner_id == user.pk or not (
        Enrollment.objects.filter(user_id=learner_id, course_key=course_key, is_active=True).exists()
        or Conversation.objects.filter(learner_id=learner_id, course_key=course_key).exists()
    ):
        raise NotALearner
    return _write(course_key, learner_id, author=user, is_from_team=True, text=text, now=now)


def _refuse_flood(user, most: int, now: datetime) -> None:
    """Count the letters of the last hour under a lock on the person, so that many at once are counted, too."""
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
    if Message.objects.filter(author=user, created_at__gt=now - AN_HOUR).count() >= most:
        raise MessageFlood


def _write(course_key: UUID, learner_id: int, *, author, is_from_team: bool, text: str, now: datetime) -> Message:
    rows = Conversation.objects.select_for_update(of=("self",))
    conversation, _began = rows.get_or_create(
        course_key=course_key, learner_id=learner_id, defaults={"started_at": now}
    )
    message = Message.objects.create(
        conversation=conversation, author=author, is_from_team=is_from_team, text=text, created_at=now
    )
    side = "team" if is_from_team else "learner"
    # Whoever writes has read what stood above.
    newest = {"last_message_id": message.pk, f"last_by_{side}_id": message.pk, f"{side}_read_id": message.pk}
    Conversation.objects.filter(pk=conversation.pk).update(**newest)
    publish(MessageSent(message_id=message.pk))
    return message


def mark_read(conversation: Conversation, *, by_team: bool) -> None:
    """Remember that one side has read everything; one UPDATE, and none where there is nothing new."""
    mine, theirs = ("team_read_id", "last_by_learner_id") if by_team else ("learner_read_id", "last_by_team_id")
    if getattr(conversation, mine) < getattr(conversation, theirs):
        rows = Conversation.objects.filter(pk=conversation.pk, **{f"{mine}__lt": F(theirs)})
        rows.update(**{mine: getattr(conversation, theirs)})


@transaction.atomic
def report_message(*, user, message_id: int, note: str) -> MessageReport:
    """Ask the moderators to look at a letter of the other side; once a person and letter.

    `note` is cut at 500 letters. Raises NoConversation for everybody who is not part of it.
    """
    message = Message.objects.select_related("conversation").filter(pk=message_id).first()
    if message is None or not may_report(user, message):
        raise NoConversation
    note = note.replace("\x00", "").strip()[:MAX_REASON_LETTERS]
    report, _created = MessageReport.objects.get_or_create(message=message, user=user, defaults={"note": note})
    return report


def may_report(user, message: Message) -> bool:
    """Learners report what the team wrote to them, the team what learners wrote."""
    if message.is_from_team:
        return message.conversation.learner_id == user.pk
    return is_on_team(user, message.conversation.course_key)
