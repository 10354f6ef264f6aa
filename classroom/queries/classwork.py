"""Classwork of a batch as it is read: its topics with the work under them, in order."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from classroom.models import CourseBatch, Material, Topic


@dataclass(frozen=True, slots=True)
class Work:
    """One thing under a topic. `kind` names its template, so that other kinds of work can stand beside materials."""

    kind: str
    topic_id: int | None
    position: int
    row: Material


@dataclass(slots=True)
class TopicOfWork:
    """A topic with its work; `topic` is None for what stands above all topics."""

    topic: Topic | None
    works: list[Work] = field(default_factory=list)
    is_first: bool = False


def materials_in(batch: CourseBatch, *, shown_at: datetime | None = None) -> QuerySet[Material]:
    """Those that were not removed, with topic and files, in order; with `shown_at` what members see then."""
    rows = Material.objects.filter(batch=batch, removed_at=None).select_related("topic").prefetch_related("files")
    if shown_at is not None:
        rows = rows.filter(publish_at__lte=shown_at)
    return rows.order_by("topic__position", "topic", "position", "pk")


def classwork_of(batch: CourseBatch, *, shown_at: datetime | None = None) -> list[TopicOfWork]:
    """All of it; topics without work only for those who see everything, which is without `shown_at`. Three queries."""
    found = defaultdict(list)
    for work in _works(batch, shown_at):
        found[work.topic_id].append(work)
    above = [TopicOfWork(None, found[None])] if found[None] else []
    topics = [TopicOfWork(topic, found[topic.pk]) for topic in Topic.objects.filter(batch=batch)]
    shown = [room for room in topics if room.works or shown_at is None]
    for room in shown[:1]:
        room.is_first = True
    return above + shown


def _works(batch: CourseBatch, shown_at: datetime | None) -> list[Work]:
    """Work of all kinds, by position within its topic."""
    works = [Work("material", row.topic_id, row.position, row) for row in materials_in(batch, shown_at=shown_at)]
    return sorted(works, key=lambda work: (work.position, work.row.pk))
