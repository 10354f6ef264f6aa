"""The stream and the classwork of a batch, copied into another one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from classroom.models import BatchAnnouncement, BatchFile, BatchTeacher, CourseBatch, Material, Topic

from .classwork import topic_titled
from .locking import lock_batch, lock_open_batch


@transaction.atomic
def copy_stream(
    *, source: CourseBatch, target: CourseBatch, shift_days: int, now: datetime | None = None
) -> list[BatchAnnouncement]:
    """Plan the announcements of `source` in `target`, `shift_days` later at the same time by the clocks there.

    What would have gone out before now, and what was a draft, is a draft there. Comments stay behind; files are
    shared. Doing it twice gives everything twice: call it for a new batch. Raises BatchArchived.
    """
    now = now or timezone.now()
    target = _lock_both(source, target)
    authors = _authors(source, target)
    copies = []
    rows = BatchAnnouncement.objects.filter(batch=source, removed_at=None).prefetch_related("files")
    for one in rows.order_by("pk"):
        planned = one.published_at or one.publish_at
        moment = _shifted(planned, source, target, shift_days) if planned else None
        copy = BatchAnnouncement.objects.create(
            batch=target,
            author_id=authors.get(one.author_id),
            text=one.text,
            html=one.html,
            is_pinned=one.is_pinned,
            by_mail=one.by_mail,
            created_at=now,
            publish_at=moment if moment and moment > now else None,
        )
        _share_files(list(one.files.all()), target, announcement=copy)
        copies.append(copy)
    return copies


@transaction.atomic
def copy_classwork(*, source: CourseBatch, target: CourseBatch, shift_days: int) -> list[Material]:
    """Hand out the materials of `source` in `target`, with its topics in their order; files are shared.

    Each is shown from `shift_days` later on, at the same time by the clocks there. Raises BatchArchived.
    """
    target = _lock_both(source, target)
    authors = _authors(source, target)
    topics = {topic.pk: topic_titled(target, topic.title) for topic in Topic.objects.filter(batch=source)}
    copies = []
    rows = Material.objects.filter(batch=source, removed_at=None).prefetch_related("files")
    for one in rows.order_by("position", "pk"):
        copy = Material.objects.create(
            batch=target,
            topic=topics.get(one.topic_id or 0),
            author_id=authors.get(one.author_id),
            title=one.title,
            text=one.text,
            html=one.html,
            link=one.link,
            position=one.position,
            publish_at=_shifted(one.publish_at, source, target, shift_days),
        )
        _share_files(list(one.files.all()), target, material=copy)
        copies.append(copy)
    return copies


def _lock_both(source: CourseBatch, target: CourseBatch) -> CourseBatch:
    """The target, locked; the source too, so that no file goes away there while it is being shared."""
    for pk in sorted({source.pk, target.pk}):
        lock_batch(pk)
    return lock_open_batch(target.pk)


def _authors(source: CourseBatch, target: CourseBatch) -> dict[int | None, int | None]:
    """Who stands as author there, by author here: the same person if they teach there, else its first teacher."""
    there = list(BatchTeacher.objects.filter(batch=target).order_by("pk").values_list("user_id", flat=True))
    here = BatchAnnouncement.objects.filter(batch=source).values_list("author_id", flat=True)
    here_too = Material.objects.filter(batch=source).values_list("author_id", flat=True)
    first = there[0] if there else None
    return {author: author if author in there else first for author in {*here, *here_too}}


def _shifted(moment: datetime, source: CourseBatch, target: CourseBatch, days: int) -> datetime:
    """The same time of the day by the clocks of the other batch, `days` later."""
    here = moment.astimezone(ZoneInfo(source.timezone)).replace(tzinfo=None)
    return (here + timedelta(days=days)).replace(tzinfo=ZoneInfo(target.timezone))


def _share_files(
    files: list[BatchFile],
    target: CourseBatch,
    *,
    announcement: BatchAnnouncement | None = None,
    material: Material | None = None,
) -> None:
    BatchFile.objects.bulk_create(
        BatchFile(
            batch=target,
            announcement=announcement,
            material=material,
            file=file.file.name,
            name=file.name,
            size=file.size,
        )
        for file in files
    )
