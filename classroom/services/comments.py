"""What people of a batch say about its announcements."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from catalog.services.plain_text import clean_text
from classroom.errors import AnnouncementInvalid, CommentFlood, CommentNotYours
from classroom.models import AnnouncementComment, BatchAnnouncement
from classroom.models.announcement import MAX_COMMENT

from .announcements import lock_announcement
from .locking import lock_open_batch

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 30


@transaction.atomic
def write_comment(
    *, user, announcement: BatchAnnouncement, text: str, now: datetime | None = None
) -> AnnouncementComment:
    """Say something about an announcement that is out; the same words twice within a minute count once.

    Raises BatchArchived, AnnouncementInvalid, CommentFlood (30 an hour, over all batches), TextMissing, TextTooLong.
    """
    now = now or timezone.now()
    text = clean_text(text, longest=MAX_COMMENT)
    announcement = lock_announcement(announcement)
    if announcement.published_at is None or announcement.removed_at is not None:
        raise AnnouncementInvalid("ANNOUNCEMENT_GONE")
    # On the person too, so that many at once in several batches are counted.
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
    written = AnnouncementComment.objects.filter(author=user, created_at__gt=now - AN_HOUR)
    again = written.filter(announcement=announcement, text=text, created_at__gt=now - timedelta(minutes=1))
    known = again.filter(removed_at=None).first()
    if known is not None:
        return known
    if written.count() >= MOST_AN_HOUR:
        raise CommentFlood
    return AnnouncementComment.objects.create(announcement=announcement, author=user, text=text, created_at=now)


@transaction.atomic
def remove_comment(*, user, comment: AnnouncementComment, now: datetime | None = None) -> None:
    """Take it away: its author may, and those who teach the batch. Twice is once.

    Raises CommentNotYours, BatchArchived.
    """
    batch = lock_open_batch(comment.announcement.batch_id)
    if comment.author_id != user.pk and not user.has_perm("classroom.assist_batch", batch):
        raise CommentNotYours
    rows = AnnouncementComment.objects.filter(pk=comment.pk, removed_at=None)
    rows.update(removed_at=now or timezone.now(), removed_by=user)
