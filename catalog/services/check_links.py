"""The nightly visit to the sites that courses link to."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.checks.probing import Verdict, Visitor, probe
from catalog.models import ExternalLink

from .check_content import mark_stale

NIGHT = range(1, 5)  # hours at the site's place
BUDGET_SECONDS = 20
FAILURES_TO_DIE = 3
LINKS_A_TURN = 200
NEXT_NIGHT = timedelta(hours=20)
LOCK = "catalog:link-check"


def is_night(now: datetime) -> bool:
    """Is it a time at which a visit disturbs nobody, where the site is at home?"""
    return now.astimezone(ZoneInfo(settings.LMS_TIME_ZONE)).hour in NIGHT


def visit_links(
    *, now: datetime | None = None, visitor: Visitor | None = None, clock: Callable[[], float] = time.monotonic
) -> int:
    """Visit links whose turn it is, for about twenty seconds, one after the other; return how many.

    Only one process does so at a time. No transaction is open while another site is asked. Courses
    whose links have changed their state are checked again afterwards.
    """
    now = now or timezone.now()
    if not cache.add(LOCK, 1, BUDGET_SECONDS * 3):
        return 0
    try:
        return _visit(now, visitor or Visitor(), clock)
    finally:
        cache.delete(LOCK)


def _visit(now: datetime, visitor: Visitor, clock: Callable[[], float]) -> int:
    ExternalLink.objects.filter(courses__isnull=True).delete()
    due = ExternalLink.objects.filter(Q(due_at__isnull=True) | Q(due_at__lte=now)).order_by("host", "url")
    ends, count, resting = clock() + BUDGET_SECONDS, 0, set()
    for link in list(due[:LINKS_A_TURN]):
        if clock() > ends:
            break
        if link.host in resting:
            continue
        verdict = probe(link.url, visitor)
        note_verdict(link=link, verdict=verdict, now=now)
        count += 1
        if verdict.status in {429, 503}:
            resting.add(link.host)
            ExternalLink.objects.filter(host=link.host).update(due_at=now + _rest(verdict))
    return count


def _rest(verdict: Verdict) -> timedelta:
    """As long as the site asks for, at least till the next night and at most a week."""
    return min(max(timedelta(seconds=verdict.wait), NEXT_NIGHT), timedelta(days=7))


@transaction.atomic
def note_verdict(*, link: ExternalLink, verdict: Verdict, now: datetime) -> None:
    """Store how `link` answered; what fails three nights in a row is broken."""
    before = link.state
    link.failures = min(link.failures + 1, 100) if verdict.is_failure else 0
    is_dead = verdict.is_failure and link.failures >= FAILURES_TO_DIE
    link.state = ExternalLink.State.DEAD if is_dead else verdict.state
    link.http_status, link.reason = verdict.status, verdict.reason[:100]
    link.checked_at, link.due_at = now, now + NEXT_NIGHT
    link.save()
    if link.state != before:
        mark_stale(course_ids=link.courses.values_list("pk", flat=True), now=now)
