"""Announcements, comments and materials of batches, made the way people make them; and files they send."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from classroom.models import AnnouncementComment, BatchAnnouncement, BatchFile, CourseBatch, Material
from classroom.services.announcements import AnnouncementDraft, post_announcement
from classroom.services.batch_files import stored_files
from classroom.services.comments import write_comment
from classroom.services.materials import MaterialDraft, add_material
from tests.factories.classroom import make_batch

PDF = b"%PDF-1.4 a plan"


def upload(name: str = "plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def announce(batch: CourseBatch | None = None, *, files=(), now=None, **draft: Any) -> BatchAnnouncement:
    """An announcement of the first teacher of the batch, or of a new one; it goes out at once, without mail."""
    batch = batch or make_batch()
    wanted = AnnouncementDraft(**{"text": "We meet on **Thursday**.", "by_mail": False, **draft})
    user = batch.teachers.first().user
    with stored_files(batch.pk, files) as stored:
        return post_announcement(user=user, batch=batch, draft=wanted, files=stored, now=now)


def comment(announcement: BatchAnnouncement, user, text: str = "Thank you", now=None) -> AnnouncementComment:
    """Something that somebody said."""
    return write_comment(user=user, announcement=announcement, text=text, now=now)


def hand_out(batch: CourseBatch | None = None, *, files=(), **draft: Any) -> Material:
    """A material of the first teacher of the batch, or of a new one."""
    batch = batch or make_batch()
    wanted = MaterialDraft(**{"title": "Reading list", **draft})
    with stored_files(batch.pk, files) as stored:
        return add_material(user=batch.teachers.first().user, batch=batch, draft=wanted, files=stored)


def repeat_announcement(announcement: BatchAnnouncement, moments: Iterable[datetime]) -> list[BatchAnnouncement]:
    """The same words and files again, not pinned, at each of these moments: rows at one stroke."""
    copies = []
    for moment in moments:
        again = copy(announcement)
        again.pk, again.is_pinned, again.created_at, again.published_at = None, False, moment, moment
        copies.append(again)
    BatchAnnouncement.objects.bulk_create(copies)
    _repeat_files(announcement, [{"announcement": again} for again in copies])
    return copies


def repeat_material(material: Material, titles: Iterable[str]) -> list[Material]:
    """The same material below it by other titles, with its files: rows at one stroke."""
    copies = []
    for place, title in enumerate(titles, material.position + 1):
        again = copy(material)
        again.pk, again.title, again.position = None, title, place
        copies.append(again)
    Material.objects.bulk_create(copies)
    _repeat_files(material, [{"material": again} for again in copies])
    return copies


def _repeat_files(of: BatchAnnouncement | Material, owners: list[dict[str, Any]]) -> None:
    """What is stored is shared."""
    BatchFile.objects.bulk_create(
        BatchFile(batch_id=of.batch_id, file=file.file.name, name=file.name, size=file.size, **owner)
        for owner in owners
        for file in of.files.all()
    )


def comment_all(announcements: Iterable[BatchAnnouncement], users: Iterable[User]) -> None:
    """A comment under each announcement, by the one of `users` in its place: rows at one stroke."""
    AnnouncementComment.objects.bulk_create(
        AnnouncementComment(announcement=one, author=user, text="Thank you")
        for one, user in zip(announcements, users, strict=True)
    )
