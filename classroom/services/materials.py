"""Materials of a batch: adding, changing, moving and removing them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.markup import safe_link
from catalog.services.plain_text import clean_text
from classroom.errors import MaterialInvalid
from classroom.models import CourseBatch, Material, Topic
from classroom.models.classwork import MAX_MATERIAL
from lms_site.user_text import markdown_html

from .batch_files import StoredFile, hang_files, take_files_away
from .classwork import LONGEST_TITLE, clean_title, next_position, put_in_order, topic_titled
from .locking import lock_open_batch

LONGEST_LINK = 1000


@dataclass(frozen=True, kw_only=True)
class MaterialDraft:
    """What somebody wants to hand out. `topic` is a title, new or known, "" for none; `publish_at` None is now."""

    title: str
    text: str = ""
    link: str = ""
    topic: str = ""
    publish_at: datetime | None = None


@transaction.atomic
def add_material(
    *, user, batch: CourseBatch, draft: MaterialDraft, files: Iterable[StoredFile] = (), now: datetime | None = None
) -> Material:
    """Hand it out below all others of its topic. Raises BatchArchived, MaterialInvalid, FileRefused, TextTooLong."""
    now = now or timezone.now()
    batch = lock_open_batch(batch.pk)
    material = Material(batch=batch, author=user, created_at=now)
    _fill(material, draft, now)
    material.topic = _topic(batch, draft)
    material.position = next_position(_beside(material))
    material.save()
    hang_files(files, batch_id=batch.pk, material=material)
    return material


@transaction.atomic
def change_material(
    *,
    material: Material,
    draft: MaterialDraft,
    files: Iterable[StoredFile] = (),
    dropped: Iterable[int] = (),
    now: datetime | None = None,
) -> Material:
    """Write it anew; in another topic it comes below all others. `dropped` are ids of files that go away.

    Raises what `add_material` does.
    """
    now = now or timezone.now()
    batch = lock_open_batch(material.batch_id)
    material = Material.objects.get(pk=material.pk)
    _fill(material, draft, now)
    topic = _topic(batch, draft)
    if topic != material.topic:
        material.topic = topic
        material.position = next_position(_beside(material))
    material.edited_at = now
    material.save()
    take_files_away(material.files.filter(pk__in=dropped))
    hang_files(files, batch_id=batch.pk, material=material)
    return material


@transaction.atomic
def move_material(*, material: Material, by: int) -> None:
    """Put it `by` places further down in its topic, up where that is negative. Raises BatchArchived."""
    lock_open_batch(material.batch_id)
    material.refresh_from_db(fields=["topic"])
    put_in_order(_beside(material).filter(removed_at=None), material.pk, by)


@transaction.atomic
def remove_material(*, material: Material, now: datetime | None = None) -> None:
    """Nobody sees it any more; twice is once. Raises BatchArchived."""
    lock_open_batch(material.batch_id)
    Material.objects.filter(pk=material.pk, removed_at=None).update(removed_at=now or timezone.now())


@transaction.atomic
def restore_material(*, material: Material) -> None:
    """Put a removed one back; twice is once. Raises BatchArchived."""
    lock_open_batch(material.batch_id)
    Material.objects.filter(pk=material.pk).update(removed_at=None)


def _beside(material: Material):
    return Material.objects.filter(batch=material.batch_id, topic=material.topic_id)


def _topic(batch: CourseBatch, draft: MaterialDraft) -> Topic | None:
    return topic_titled(batch, clean_title(draft.topic, LONGEST_TITLE)) if draft.topic.strip() else None


def _fill(material: Material, draft: MaterialDraft, now: datetime) -> None:
    link = draft.link.strip()
    if link and (len(link) > LONGEST_LINK or not safe_link(link)):
        raise MaterialInvalid("MATERIAL_LINK")
    material.title = clean_title(draft.title, 150)
    material.text = clean_text(draft.text, longest=MAX_MATERIAL) if draft.text.strip() else ""
    material.html, material.link = markdown_html(material.text), link
    material.publish_at = draft.publish_at or now
