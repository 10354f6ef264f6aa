"""Topics of a batch and the order of what stands under them."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, QuerySet

from classroom.errors import MaterialInvalid
from classroom.models import CourseBatch, Material, Topic

from .locking import lock_open_batch

LONGEST_TITLE = 120


@transaction.atomic
def add_topic(*, batch: CourseBatch, title: str) -> Topic:
    """A new topic below all others. Raises MaterialInvalid, BatchArchived."""
    batch = lock_open_batch(batch.pk)
    title = clean_title(title, LONGEST_TITLE)
    if Topic.objects.filter(batch=batch, title=title).exists():
        raise MaterialInvalid("TOPIC_EXISTS")
    return topic_titled(batch, title)


@transaction.atomic
def rename_topic(*, topic: Topic, title: str) -> Topic:
    """Call it otherwise; what stands under it stays. Raises MaterialInvalid, BatchArchived."""
    lock_open_batch(topic.batch_id)
    topic.title = clean_title(title, LONGEST_TITLE)
    if Topic.objects.filter(batch=topic.batch_id, title=topic.title).exclude(pk=topic.pk).exists():
        raise MaterialInvalid("TOPIC_EXISTS")
    topic.save(update_fields=["title"])
    return topic


@transaction.atomic
def move_topic(*, topic: Topic, by: int) -> None:
    """Put it `by` places further down, up where that is negative; not beyond the ends. Raises BatchArchived."""
    lock_open_batch(topic.batch_id)
    put_in_order(Topic.objects.filter(batch=topic.batch_id), topic.pk, by)


@transaction.atomic
def remove_topic(*, topic: Topic) -> None:
    """Take the heading away; what stood under it now stands above all topics, in its order. Twice is once."""
    batch = lock_open_batch(topic.batch_id)
    under = list(Material.objects.filter(topic=topic.pk).order_by("position", "pk"))
    first = next_position(Material.objects.filter(batch=batch, topic=None))
    for place, material in enumerate(under):
        material.topic, material.position = None, first + place
    Material.objects.bulk_update(under, ["topic", "position"])
    Topic.objects.filter(pk=topic.pk).delete()


def topic_titled(batch: CourseBatch, title: str) -> Topic:
    """The topic of a locked batch that is called so, made below all others where there is none."""
    position = next_position(Topic.objects.filter(batch=batch))
    return Topic.objects.get_or_create(batch=batch, title=title, defaults={"position": position})[0]


def clean_title(title: str, longest: int) -> str:
    """In one line, without control characters. Raises MaterialInvalid when nothing is left."""
    cleaned = " ".join(title.replace("\x00", "").split())[:longest].strip()
    if not cleaned:
        raise MaterialInvalid
    return cleaned


def next_position(rows: QuerySet) -> int:
    """The position behind all of `rows`."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def put_in_order(rows: QuerySet, pk: int, by: int) -> None:
    """Number `rows` from 0 in their order, with the one of this key `by` places further down."""
    ordered: Sequence = list(rows.order_by("position", "pk"))
    keys = [row.pk for row in ordered]
    if pk not in keys:
        return
    place = keys.index(pk)
    wanted = min(max(place + by, 0), len(ordered) - 1)
    moved = [*ordered[:place], *ordered[place + 1 :]]
    moved.insert(wanted, ordered[place])
    for position, row in enumerate(moved):
        row.position = position
    rows.model.objects.bulk_update(moved, ["position"])
