"""Reminding people of sessions: each notice once for the time that a session is planned for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from catalog.queries.named_courses import titles_of
from classroom.events import SessionNear
from classroom.models import LiveSession, Notice, ReminderOptOut, SessionReminder
from classroom.queries.reminders import people_to_remind, sessions_near
from classroom.signed import reminder_choice_token
from lms_site.events import publish
from lms_site.links import absolute_url
from lms_site.mail import queue_mail

CHUNK = 100


def announce_near_sessions(*, now: datetime | None = None) -> int:
    """Publish SessionNear for each session and notice that is due; returns how many. Twice is doing it once."""
    now = now or timezone.now()
    due = [(pk, notice) for notice in Notice.values for pk in sessions_near(notice, now).values_list("pk", flat=True)]
    return sum(_announce(pk, notice, now) for pk, notice in due)


@transaction.atomic
def _announce(session_id: int, notice: str, now: datetime) -> bool:
    session = LiveSession.objects.select_for_update(of=("self",)).get(pk=session_id)
    if not sessions_near(notice, now).filter(pk=session_id).exists():
        return False  # moved, cancelled or announced in the meantime
    SessionReminder.objects.create(session=session, notice=notice, starts_at=session.starts_at)
    publish(SessionNear(session_id=session_id, notice=notice))
    return True


@transaction.atomic
def mail_next_reminders(reminder_id: int, *, size: int = CHUNK, now: datetime | None = None) -> bool:
    """Write the mails to the next `size` people; returns whether there are more to write.

    In one transaction with the mark how far it came, so that a round that breaks off repeats nothing and leaves
    nobody out. Nobody is reminded of what has begun, was cancelled or moved. Who is at it already is left alone.
    """
    now = now or timezone.now()
    waiting = SessionReminder.objects.filter(pk=reminder_id, mailed_at=None).select_related("session__batch")
    reminder = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if reminder is None:
        return False
    people = list(people_to_remind(reminder.session.batch_id, reminder.mailed_up_to)[:size])
    if not _still_holds(reminder, now):
        people = []
    course_title = titles_of([reminder.session.batch.course_key]).get(reminder.session.batch.course_key, "")
    for person in people:
        _mail(reminder, person, course_title)
    reminder.mailed_up_to = people[-1].pk if people else reminder.mailed_up_to
    reminder.mailed_at = None if len(people) == size else now
    reminder.save(update_fields=["mailed_up_to", "mailed_at"])
    return reminder.mailed_at is None


@transaction.atomic
def choose_reminders(*, user_id: int, batch_id: int, wants_mail: bool) -> None:
    """Let a person get the reminders of a batch by mail, or none; twice is once."""
    if wants_mail:
        ReminderOptOut.objects.filter(user_id=user_id, batch_id=batch_id).delete()
    else:
        ReminderOptOut.objects.get_or_create(user_id=user_id, batch_id=batch_id)


def _still_holds(reminder: SessionReminder, now: datetime) -> bool:
    session = reminder.session
    is_as_planned = session.cancelled_at is None and session.starts_at == reminder.starts_at
    return is_as_planned and session.batch.archived_at is None and session.starts_at > now


def _mail(reminder: SessionReminder, person: User, course_title: str) -> None:
    session, batch = reminder.session, reminder.session.batch
    zone = person.timezone or batch.timezone
    choice = reverse("classroom:reminder_mail", args=[reminder_choice_token(person.pk, batch.pk)])
    queue_mail(
        key=f"session-near:{reminder.pk}:{person.pk}",
        to=person.email,
        template="session_near",
        context={
            "name": person.name,
            "batch": batch.name,
            "course_title": course_title,
            "title": session.title,
            "about": session.about,
            "is_soon": reminder.notice == Notice.SOON,
            # By the reader's clocks, which templates of mails do not know.
            "starts_at": session.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
            "ends_at": session.ends_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
            "zone": zone,
            "url": absolute_url(reverse("classroom:sessions", args=[batch.pk])),
            "choice_url": absolute_url(choice),
        },
        language=person.language,
    )
