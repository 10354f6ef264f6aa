"""Notes and bookmarks of a learner: written where the lesson may be read, theirs for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from catalog.access import lesson_access
from catalog.errors import LessonLocked, NoteRefused, NotesFull
from catalog.models import LessonPage, Note
from catalog.models.note import MAX_TEXT

MAX_NOTES = 10_000
# The same words at the same spot within this time are the same note, sent twice.
TWICE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a lesson: a block of the text, the words marked there, a moment of the video in seconds."""

    block_id: str = ""
    quote: str = ""
    moment_seconds: int | None = None


WHOLE_LESSON = Spot()


@transaction.atomic
def write_note(*, user, lesson: LessonPage, text: str, spot: Spot = WHOLE_LESSON, now: datetime | None = None) -> Note:
    """Keep a note at `spot`; sent twice it is kept once. Raises LessonLocked, NoteRefused, NotesFull."""
    text, now = _checked(text), now or timezone.now()
    place = _place(user, lesson, spot)
    _lock(user)
    same = Note.objects.filter(**place, kind=Note.Kind.NOTE, text=text, created_at__gt=now - TWICE).first()
    return same or _add(place, kind=Note.Kind.NOTE, text=text, now=now)


@transaction.atomic
def bookmark(*, user, lesson: LessonPage, spot: Spot = WHOLE_LESSON, now: datetime | None = None) -> Note:
    """Keep a bookmark at `spot`, one a spot; later calls return it. Raises LessonLocked, NotesFull."""
    place = _place(user, lesson, spot)
    _lock(user)
    same = Note.objects.filter(**place, kind=Note.Kind.BOOKMARK).first()
    return same or _add(place, kind=Note.Kind.BOOKMARK, text="", now=now or timezone.now())


@transaction.atomic
def change_note(*, user, note_id: int, text: str, now: datetime | None = None) -> Note:
    """Write a note of one's own anew, also when its lesson is closed; words added to a bookmark make it a note.

    Raises NoteRefused, and Note.DoesNotExist for notes that are somebody else's or nobody's.
    """
    text = _checked(text)
    note = Note.objects.select_for_update().get(pk=note_id, user=user)
    note.text, note.kind, note.changed_at = text, Note.Kind.NOTE, now or timezone.now()
    note.save(update_fields=["text", "kind", "changed_at"])
    return note


def delete_note(*, user, note_id: int) -> None:
    """Remove a note of one's own; others' stay, and removing twice is removing once."""
    Note.objects.filter(pk=note_id, user=user).delete()


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > MAX_TEXT or "\x00" in text:
        raise NoteRefused
    return text


def _place(user, lesson: LessonPage, spot: Spot) -> dict:
    """The fields that say whose note it is and where; raises LessonLocked where one may not read."""
    course = lesson.get_course()
    access = lesson_access(user, lesson, course=course)
    if not access.allowed:
        raise LessonLocked(access.reason)
    return {
        "user": user,
        "course_key": course.translation_key,
        "lesson_key": lesson.translation_key,
        "block_id": spot.block_id,
        "quote": spot.quote,
        "moment_seconds": spot.moment_seconds,
        "course_title": course.title,
        "lesson_title": lesson.title,
    }


def _lock(user) -> None:
    """One writer of notes a person at a time, so that the limit holds and nothing is kept twice."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)


def _add(place: dict, *, kind: str, text: str, now: datetime) -> Note:
    if Note.objects.filter(user=place["user"]).count() >= MAX_NOTES:
        raise NotesFull
    return Note.objects.create(**place, kind=kind, text=text, created_at=now, changed_at=now)
