"""Announcements whose time has come go out, and are mailed to the members, in batches and once."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from catalog.models import AnnouncementOptOut
from catalog.queries.named_courses import titles_of
from catalog.signed import mail_choice_token
from classroom.models import BatchAnnouncement, BatchMember
from lms_site.links import absolute_url
from lms_site.mail import queue_mail

from .announcements import publish_locked
from .locking import lock_batch

ROUND = 100


def publish_due_announcements(*, now: datetime | None = None) -> int:
    """Let all go out whose time has come, each once, those of archived batches never; returns how many."""
    now = now or timezone.now()
    due = BatchAnnouncement.objects.filter(
        published_at=None, removed_at=None, publish_at__lte=now, batch__archived_at=None
    )
    rows = list(due.order_by("publish_at", "pk").values_list("pk", "batch_id"))
    return sum(_publish_due(pk, batch_id, now) for pk, batch_id in rows)


@transaction.atomic
def _publish_due(pk: int, batch_id: int, now: datetime) -> bool:
    """Whether it was this call that let it go out."""
    if lock_batch(batch_id).archived_at is not None:
        return False
    rows = BatchAnnouncement.objects.select_for_update().filter(pk=pk, published_at=None, removed_at=None)
    announcement = rows.filter(publish_at__lte=now).first()
    if announcement is None:
        return False
    publish_locked(announcement, now)
    return True


def announcements_to_mail() -> QuerySet[BatchAnnouncement]:
    """Those that are out and whose mails are not all written."""
    return BatchAnnouncement.objects.filter(published_at__isnull=False, mailed_at=None, removed_at=None)


@transaction.atomic
def mail_next_members(announcement_id: int, *, size: int = ROUND, now: datetime | None = None) -> bool:
    """Write the mails to the next `size` members; returns whether there are more to write.

    In one transaction with the mark how far it came, so that a round that breaks off repeats nothing and leaves
    nobody out. Who is at it already is left alone (False).
    """
    waiting = announcements_to_mail().filter(pk=announcement_id).select_related("batch", "author")
    announcement = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if announcement is None:
        return False
    batch = announcement.batch
    course_title = titles_of([batch.course_key]).get(batch.course_key, "")
    members = list(_members_to_tell(announcement)[:size])
    for member in members:
        _mail(announcement, member.user, course_title)
    announcement.mailed_up_to = members[-1].user_id if members else announcement.mailed_up_to
    announcement.mailed_at = None if len(members) == size else (now or timezone.now())
    announcement.save(update_fields=["mailed_up_to", "mailed_at"])
    return announcement.mailed_at is None


def _members_to_tell(announcement: BatchAnnouncement) -> QuerySet[BatchMember]:
    """Active people with a seat who want mails about the course, by their id, behind the mark."""
    batch = announcement.batch
    declined = AnnouncementOptOut.objects.filter(course_key=batch.course_key, user=OuterRef("user"))
    members = BatchMember.objects.filter(batch=batch, left_at=None, user__is_active=True)
    members = members.exclude(Exists(declined)).filter(user_id__gt=announcement.mailed_up_to)
    return members.select_related("user").order_by("user_id")


def _mail(announcement: BatchAnnouncement, person, course_title: str) -> None:
    batch = announcement.batch
    choice = reverse("catalog:announcement_mail", args=[mail_choice_token(person.pk, batch.course_key)])
    queue_mail(
        key=f"batch-announcement:{announcement.pk}:{person.pk}",
        to=person.email,
        template="batch_announcement",
        context={
            "name": person.name,
            "batch": batch.name,
            "course_title": course_title,
            "author": announcement.author.name if announcement.author else "",
            "headline": announcement.headline,
            "text": announcement.text,
            "html": announcement.html,
            "url": absolute_url(reverse("classroom:announcement", args=[batch.pk, announcement.pk])),
            "choice_url": absolute_url(choice),
        },
        language=person.language,
    )
