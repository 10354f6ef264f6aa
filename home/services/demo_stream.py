"""The stream and the classwork of the demo's batch."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import User
from classroom.models import CourseBatch
from classroom.services.announcements import AnnouncementDraft, post_announcement
from classroom.services.batch_files import stored_files
from classroom.services.comments import write_comment
from classroom.services.materials import MaterialDraft, add_material
from home.demo import stream
from home.demo.stream import DemoAnnouncement

A_WHILE = timedelta(minutes=37)


@transaction.atomic
def load_stream(*, batch: CourseBatch, people: dict[str, User], now: datetime) -> None:
    """Announcements with comments, one that is still to come, topics with materials; where there are none yet."""
    if batch.announcements.exists() or batch.materials.exists():
        return
    for one in stream.ANNOUNCEMENTS:
        _announce(batch, one, people, now)
    due = _moment(batch, stream.SCHEDULED.day, stream.SCHEDULED.hour)
    draft = AnnouncementDraft(text=stream.SCHEDULED.text, publish_at=max(due, now + timedelta(days=1)), by_mail=False)
    post_announcement(user=people[stream.TEACHER], batch=batch, draft=draft, now=now)
    for material in stream.MATERIALS:
        shown = MaterialDraft(
            title=material.title,
            text=material.text,
            link=material.link,
            topic=material.topic,
            publish_at=_moment(batch, material.day, 8),
        )
        with stored_files(batch.pk, _files(material.files)) as files:
            add_material(user=people[stream.TEACHER], batch=batch, draft=shown, files=files, now=now)


def _announce(batch: CourseBatch, one: DemoAnnouncement, people: dict[str, User], now: datetime) -> None:
    moment = min(_moment(batch, one.day, one.hour), now - timedelta(hours=2))
    draft = AnnouncementDraft(text=one.text, is_pinned=one.is_pinned, by_mail=False)
    with stored_files(batch.pk, _files(one.files)) as files:
        posted = post_announcement(user=people[stream.TEACHER], batch=batch, draft=draft, files=files, now=moment)
    for number, (email, words) in enumerate(one.comments, start=1):
        write_comment(user=people[email], announcement=posted, text=words, now=min(moment + number * A_WHILE, now))


def _moment(batch: CourseBatch, day: int, hour: int) -> datetime:
    first = batch.starts_on + timedelta(days=day)
    return datetime.combine(first, time(hour), tzinfo=ZoneInfo(batch.timezone))


def _files(files: tuple[tuple[str, str], ...]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content.encode()) for name, content in files]
