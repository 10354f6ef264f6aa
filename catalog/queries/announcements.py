"""Announcements as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils import timezone

from catalog.access import open_enrollments
from catalog.models import Announcement, AnnouncementOptOut
from catalog.queries.keyset import KeysetPage, page_before
from lms_site.prepared import Prepared

ON_COURSE_PAGE = 2


@dataclass(frozen=True, slots=True)
class Headline:
    """An announcement in one line."""

    id: int
    title: str
    created_at: datetime


def standing_announcements() -> QuerySet[Announcement]:
    """Those that were not taken back, with their authors."""
    return Announcement.objects.filter(removed_at__isnull=True).select_related("author")


NEWEST: Prepared[Announcement] = Prepared(
    lambda course: (
        standing_announcements()
        .filter(course_key=course)
        .select_related(None)
        .only("title", "created_at")
        .order_by("-pk")[:ON_COURSE_PAGE]
    ),
    course=UUIDField(),
)


def headlines(course_key: UUID) -> tuple[Headline, ...]:
    """The newest announcements of a course; one query."""
    rows = NEWEST.rows(course=course_key)
    return tuple(Headline(row.pk, row.title, row.created_at) for row in rows)


def announcements_of(course_key: UUID, before: str | None) -> KeysetPage:
    """A page of the announcements of one course; one query."""
    return page_before(standing_announcements().filter(course_key=course_key), before)


def announcements_for(user, before: str | None) -> KeysetPage:
    """A page of the announcements of all courses that `user` takes; two queries."""
    runs = open_enrollments(user, timezone.now())
    keys = [run.course_key for run in runs if run.is_open]
    return page_before(standing_announcements().filter(course_key__in=keys), before)


def wants_mail(user_id: int, course_key: UUID) -> bool:
    """Whether the person gets the announcements of the course by mail; one query."""
    return not AnnouncementOptOut.objects.filter(user_id=user_id, course_key=course_key).exists()
