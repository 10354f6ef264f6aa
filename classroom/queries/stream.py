"""The stream of a batch as it is read: pinned ones, the newest, their files and last comments, what waits."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from catalog.queries.keyset import KeysetPage, page_before
from classroom.models import AnnouncementComment, BatchAnnouncement, BatchFile, CourseBatch, LiveSession

PAGE = 20
COMMENTS_SHOWN = 3
MOST_WAITING = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 2**53


@dataclass(slots=True)
class Post:
    """An announcement with what stands below it: files, its last comments in their order, how many there are."""

    announcement: BatchAnnouncement
    files: list[BatchFile] = field(default_factory=list)
    comments: list[AnnouncementComment] = field(default_factory=list)
    comment_count: int = 0


@dataclass(frozen=True, slots=True)
class StreamPage:
    """`before` leads to the posts behind these, "" at the end."""

    posts: list[Post]
    before: str


def published_in(batch: CourseBatch) -> QuerySet[BatchAnnouncement]:
    """What stands in the stream, with authors."""
    return _standing(batch).filter(published_at__isnull=False)


def waiting_in(batch: CourseBatch) -> QuerySet[BatchAnnouncement]:
    """What has not gone out yet: the next one first, drafts at the end; with authors and files."""
    rows = _standing(batch).filter(published_at=None).prefetch_related("files")
    return rows.order_by(F("publish_at").asc(nulls_last=True), "pk")[:MOST_WAITING]


def _standing(batch: CourseBatch) -> QuerySet[BatchAnnouncement]:
    return BatchAnnouncement.objects.filter(batch=batch, removed_at=None).select_related("author")


def pinned_posts(batch: CourseBatch) -> list[BatchAnnouncement]:
    """The few that are pinned, the newest first; one query."""
    return list(published_in(batch).filter(is_pinned=True).order_by("-published_at", "-pk"))


def stream_page(batch: CourseBatch, before: str = "", *, with_pinned: bool = False) -> StreamPage:
    """A page of the stream behind `before`, the newest first; three queries.

    Pinned ones stand above it, unless `with_pinned`. A `before` that nobody has given means the first page.
    """
    rows = published_in(batch)
    if not with_pinned:
        rows = rows.filter(is_pinned=False)
    cursor = _read_cursor(before)
    if cursor is not None:
        moment, pk = cursor
        rows = rows.filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=pk))
    found = list(rows.order_by("-published_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return StreamPage(posts_of(shown), _cursor_of(shown[-1]) if len(found) > PAGE else "")


def posts_of(announcements: list[BatchAnnouncement]) -> list[Post]:
    """The announcements with their files and last comments; two queries, none without announcements."""
    if not announcements:
        return []
    keys = [one.pk for one in announcements]
    posts = {one.pk: Post(one) for one in announcements}
    for file in BatchFile.objects.filter(announcement__in=keys).order_by("pk"):
        posts[file.announcement_id or 0].files.append(file)
    for announcement_id, comments in _last_comments(keys).items():
        posts[announcement_id].comments = [comment for comment, _count in reversed(comments)]
        posts[announcement_id].comment_count = comments[0][1]
    return list(posts.values())


def _last_comments(keys: list[int]) -> dict[int, list[tuple[AnnouncementComment, int]]]:
    """The newest comments of each announcement, the newest first, each with how many there are in all."""
    here: dict[str, Any] = {"partition_by": F("announcement_id")}
    rows: QuerySet[Any] = standing_comments().filter(announcement__in=keys)
    rows = rows.annotate(
        place=Window(RowNumber(), **here, order_by=F("id").desc()), count_of_all=Window(Count("pk"), **here)
    )
    found: dict[int, list[tuple[AnnouncementComment, int]]] = defaultdict(list)
    for comment in rows.filter(place__lte=COMMENTS_SHOWN).order_by("-pk"):
        found[comment.announcement_id].append((comment, comment.count_of_all))
    return found


def standing_comments() -> QuerySet[AnnouncementComment]:
    """Those that were not removed, with authors."""
    return AnnouncementComment.objects.filter(removed_at=None).select_related("author")


def comments_of(announcement: BatchAnnouncement, before: str | None) -> KeysetPage:
    """A page of the comments, the newest first; one query."""
    return page_before(standing_comments().filter(announcement=announcement), before)


def next_session_of(batch: CourseBatch, now: datetime) -> LiveSession | None:
    """The live session that runs, else the next one; one query."""
    sessions = LiveSession.objects.filter(batch=batch, cancelled_at=None, ends_at__gt=now)
    return sessions.order_by("starts_at", "pk").first()


def _cursor_of(announcement: BatchAnnouncement) -> str:
    moment = announcement.published_at or EPOCH
    return f"{(moment - EPOCH) // MICROSECOND}-{announcement.pk}"


def _read_cursor(before: str) -> tuple[datetime, int] | None:
    numbers = before.split("-")
    if len(numbers) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in numbers):
        return None
    moment, pk = map(int, numbers)
    return (EPOCH + moment * MICROSECOND, pk) if moment < LATEST else None
