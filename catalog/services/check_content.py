"""Keeping the results of content checks: renewed when a course changed, and once a day in any case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from catalog.checks.course import notes_on
from catalog.checks.facts import facts_about, web_addresses
from catalog.checks.finding import Note
from catalog.checks.material import pages_of
from catalog.models import CheckNote, CourseCheck, CoursePage, ExternalLink
from catalog.queries.checks import stale_courses

MAX_TITLE = 255


def renew_check(*, course: CoursePage, now: datetime | None = None) -> CourseCheck:
    """Check the drafts of `course` and store what was found in place of what was found before.

    The reading happens before the short transaction that writes; a change that comes in between makes
    the course stale again, so nothing is lost.
    """
    now = now or timezone.now()
    pages = pages_of(course)
    facts = facts_about(pages)
    return _store(course, notes_on(pages, facts), web_addresses(facts.links.values()), now)


@transaction.atomic
def _store(course: CoursePage, notes: list[Note], addresses: set[str], now: datetime) -> CourseCheck:
    CourseCheck.objects.get_or_create(course=course)
    check = CourseCheck.objects.select_for_update().get(course=course)
    if check.checked_at and check.checked_at > now:
        return check
    check.notes.all().delete()
    CheckNote.objects.bulk_create(_row(check, place, note) for place, note in enumerate(notes))
    _note_links(course, addresses)
    check.checked_at = now
    if check.stale_at and check.stale_at <= now:
        check.stale_at = None
    check.blocking_count = sum(note.is_blocking for note in notes)
    check.advice_count = len(notes) - check.blocking_count
    check.save()
    return check


def _row(check: CourseCheck, place: int, note: Note) -> CheckNote:
    return CheckNote(
        check_of=check,
        position=place,
        code=note.code,
        page_id=note.page_id,
        page_title=note.page_title[:MAX_TITLE],
        block_id=note.block_id[:64],
        details=note.details,
    )


def _note_links(course: CoursePage, addresses: set[str]) -> None:
    """Remember which links the course has, so that the nightly task visits them and no others."""
    rows = [ExternalLink(url=url, host=(urlsplit(url).hostname or "")[:255]) for url in sorted(addresses)]
    ExternalLink.objects.bulk_create(rows, ignore_conflicts=True)
    uses = ExternalLink.courses.through
    wanted = set(ExternalLink.objects.filter(url__in=addresses).values_list("pk", flat=True))
    present = set(uses.objects.filter(coursepage=course).values_list("externallink_id", flat=True))
    uses.objects.filter(coursepage=course, externallink_id__in=present - wanted).delete()
    uses.objects.bulk_create(
        [uses(externallink_id=pk, coursepage_id=course.pk) for pk in sorted(wanted - present)], ignore_conflicts=True
    )


@transaction.atomic
def mark_stale(*, course_ids: Iterable[int], now: datetime | None = None) -> None:
    """Have these courses checked again soon."""
    CourseCheck.objects.filter(course_id__in=list(course_ids)).update(stale_at=now or timezone.now())


def renew_stale(*, limit: int, now: datetime | None = None) -> int:
    """Check up to `limit` courses that changed since their check, or had none for a day; return how many."""
    now = now or timezone.now()
    courses = stale_courses(now=now, older_than=now - timedelta(days=1), limit=limit)
    for course in courses:
        renew_check(course=course, now=now)
    return len(courses)
