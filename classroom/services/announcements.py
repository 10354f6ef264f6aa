"""Announcements of a batch: writing, changing, pinning, taking back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.services.plain_text import clean_text
from classroom.errors import AnnouncementInvalid
from classroom.events import AnnouncementPublished
from classroom.models import BatchAnnouncement, CourseBatch
from classroom.models.announcement import MAX_ANNOUNCEMENT
from lms_site.events import publish
from lms_site.user_text import markdown_html

from .batch_files import StoredFile, hang_files, take_files_away
from .locking import lock_open_batch

MOST_PINNED = 5


@dataclass(frozen=True, kw_only=True)
class AnnouncementDraft:
    """What somebody wants to announce, in markdown; without `publish_at` a new one goes out at once."""

    text: str
    publish_at: datetime | None = None
    is_pinned: bool = False
    by_mail: bool = True


@transaction.atomic
def post_announcement(
    *, user, batch: CourseBatch, draft: AnnouncementDraft, files: Iterable[StoredFile] = (), now: datetime | None = None
) -> BatchAnnouncement:
    """Put it into the stream, at once or at its time; publishes AnnouncementPublished when it goes out.

    Raises BatchArchived, AnnouncementInvalid, FileRefused, TextMissing, TextTooLong.
    """
    now = now or timezone.now()
    text = clean_text(draft.text, longest=MAX_ANNOUNCEMENT)
    batch = lock_open_batch(batch.pk)
    _check_time(draft.publish_at, now)
    announcement = BatchAnnouncement(batch=batch, author=user, text=text, created_at=now, publish_at=draft.publish_at)
    announcement.html = markdown_html(text)
    announcement.is_pinned, announcement.by_mail = draft.is_pinned, draft.by_mail
    _check_pins(announcement)
    announcement.save()
    hang_files(files, batch_id=batch.pk, announcement=announcement)
    if draft.publish_at is None:
        publish_locked(announcement, now)
    return announcement


@transaction.atomic
def change_announcement(
    *,
    announcement: BatchAnnouncement,
    draft: AnnouncementDraft,
    files: Iterable[StoredFile] = (),
    dropped: Iterable[int] = (),
    now: datetime | None = None,
) -> BatchAnnouncement:
    """Write it anew; `dropped` are ids of its files that go away. One that is out is marked as edited.

    One that is out stays out and is not mailed again; one that waits keeps waiting, without `publish_at` as a draft.
    Raises what `post_announcement` does.
    """
    now = now or timezone.now()
    text = clean_text(draft.text, longest=MAX_ANNOUNCEMENT)
    announcement = lock_announcement(announcement)
    if announcement.published_at is None:
        _check_time(draft.publish_at, now)
        announcement.publish_at, announcement.by_mail = draft.publish_at, draft.by_mail
    elif text != announcement.text:
        announcement.edited_at = now
    announcement.text, announcement.html = text, markdown_html(text)
    announcement.is_pinned = draft.is_pinned
    _check_pins(announcement)
    announcement.save()
    take_files_away(announcement.files.filter(pk__in=dropped))
    hang_files(files, batch_id=announcement.batch_id, announcement=announcement)
    return announcement


@transaction.atomic
def pin_announcement(*, announcement: BatchAnnouncement, is_pinned: bool = True) -> BatchAnnouncement:
    """Keep it above all others, or no longer; twice is once. Raises AnnouncementInvalid with five pinned already."""
    announcement = lock_announcement(announcement)
    announcement.is_pinned = is_pinned
    _check_pins(announcement)
    announcement.save(update_fields=["is_pinned"])
    return announcement


@transaction.atomic
def publish_now(*, announcement: BatchAnnouncement, now: datetime | None = None) -> BatchAnnouncement:
    """Let one that waits go out before its time; one that is out stays as it is. Raises BatchArchived."""
    announcement = lock_announcement(announcement)
    if announcement.published_at is None and announcement.removed_at is None:
        publish_locked(announcement, now or timezone.now())
    return announcement


@transaction.atomic
def remove_announcement(*, announcement: BatchAnnouncement, now: datetime | None = None) -> BatchAnnouncement:
    """Take it out of the stream; no more mails of it are written. Twice is once. Raises BatchArchived."""
    announcement = lock_announcement(announcement)
    if announcement.removed_at is None:
        announcement.removed_at = now or timezone.now()
        announcement.save(update_fields=["removed_at"])
    return announcement


@transaction.atomic
def restore_announcement(*, announcement: BatchAnnouncement) -> BatchAnnouncement:
    """Put a removed one back where it was, no longer pinned; its mails go on. Raises BatchArchived."""
    announcement = lock_announcement(announcement)
    if announcement.removed_at is not None:
        announcement.removed_at, announcement.is_pinned = None, False
        announcement.save(update_fields=["removed_at", "is_pinned"])
    return announcement


def lock_announcement(announcement: BatchAnnouncement) -> BatchAnnouncement:
    """The announcement as it is now, under the lock of its batch. Raises BatchArchived."""
    batch = lock_open_batch(announcement.batch_id)
    locked = BatchAnnouncement.objects.select_for_update(of=("self",)).select_related("author").get(pk=announcement.pk)
    locked.batch = batch
    return locked


def publish_locked(announcement: BatchAnnouncement, now: datetime) -> None:
    """Let a locked announcement that waits go out."""
    announcement.published_at = now
    announcement.mailed_at = None if announcement.by_mail else now
    announcement.save(update_fields=["published_at", "mailed_at"])
    publish(AnnouncementPublished(announcement_id=announcement.pk))


def _check_time(moment: datetime | None, now: datetime) -> None:
    if moment is not None and moment <= now:
        raise AnnouncementInvalid


def _check_pins(announcement: BatchAnnouncement) -> None:
    """Pinned ones are shown all at once, so there are few; the batch is locked."""
    if not announcement.is_pinned:
        return
    others = BatchAnnouncement.objects.filter(batch=announcement.batch_id, is_pinned=True, removed_at=None)
    if others.exclude(pk=announcement.pk).count() >= MOST_PINNED:
        raise AnnouncementInvalid("ANNOUNCEMENT_PINS")
