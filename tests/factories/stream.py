"""Announcements, comments and materials of batches, made the way people make them; and files they send."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from classroom.models import AnnouncementComment, BatchAnnouncement, CourseBatch, Material
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
