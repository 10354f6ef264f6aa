"""Delivering what the outbox holds: every reaction of every event, each until it has succeeded once.

A reaction is claimed under a lock of the row, run outside any transaction of ours, and marked under
the lock again. Whoever dies in between leaves a lease that ends by itself; the sweep then finds the
row. So a reaction runs at least once, never twice at the same time, and is marked exactly once.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import IntegerField, QuerySet
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from lms_site.gateway import as_request
from lms_site.handover import after_commit, hand_over
from lms_site.models import OutboxEvent
from lms_site.prepared import Prepared
from lms_site.reactions import REACTIONS

logger = logging.getLogger(__name__)

# Celery stops a reaction after the first; its lease ends after the second.
REACTION_SECONDS = settings.LMS_REACTION_SECONDS
LEASE_SECONDS = REACTION_SECONDS * 5 / 4
# Young events are given this time to come through the broker before the sweep takes them up.
HAND_OVER_GRACE = 30
FIRST_PAUSE, LONGEST_PAUSE = 5, 3600
SWEEP_BATCH = 200
# Without a broker many events at once would run in the request that published them.
INLINE_EVENTS = 20
LOCKED: Prepared[OutboxEvent] = Prepared(
    lambda pk: OutboxEvent.objects.select_for_update().filter(pk=pk, delivered_at=None), pk=IntegerField()
)


def reactions_to(name: str) -> list[str]:
    """The tasks that react to the event; LookupError when `reactions.py` does not list it."""
    try:
        return REACTIONS[name]
    except KeyError:
        raise LookupError(f"{name} is not listed in lms_site/reactions.py") from None


def deliver(*event_ids: int) -> None:
    """Hand over, one task each, the reactions of these events that are due."""
    now = timezone.now()
    for event in OutboxEvent.objects.filter(pk__in=event_ids, delivered_at=None):
        pending = _pending(event)
        if not pending:  # what was still to do has been taken off the list
            OutboxEvent.objects.filter(pk=event.pk).update(delivered_at=now)
        for path in pending:
            if event.not_before.get(path, 0) <= now.timestamp():
                hand_over("lms_site.tasks.run_reaction", event.pk, path)


def run_reaction(event_id: int, path: str) -> bool:
    """Run one reaction unless it is done, running or pausing; returns whether it succeeded now.

    A failure is logged, kept in `last_error` and tried again after a growing pause; it does not reach
    the caller, because the other reactions of the event must go on.
    """
    event = _claim(event_id, path)
    if event is None:
        return False
    with as_request(event.request_id):
        return _run(event, path)


def _run(event: OutboxEvent, path: str) -> bool:
    try:
        with translation.override(settings.LANGUAGE_CODE):
            import_string(path)(**event.payload)
    except Exception as error:
        # Whatever a reaction raises is kept on the row, shown, and tried again: nothing is swallowed.
        logger.exception("Reaction %s of event %s failed", path, event.pk)
        _record_failure(event.pk, path, error)
        return False
    _record_success(event.pk, path)
    return True


def sweep(limit: int | None = None) -> int:
    """Deliver the rows that wait longer than they should, oldest first, at most `limit`.

    Returns how many were handed over. Two sweeps at once take different rows.
    """
    handed = 0
    while limit is None or handed < limit:
        size = SWEEP_BATCH if limit is None else min(SWEEP_BATCH, limit - handed)
        batch = _take(size)
        if not batch:
            break
        if not hand_over("lms_site.tasks.deliver", *batch):
            _give_back(batch)
            break
        handed += len(batch)
    return handed


def failing() -> QuerySet[OutboxEvent]:
    """Events that are not delivered and of which a reaction has failed before."""
    return OutboxEvent.objects.filter(delivered_at=None, attempts__gt=0)


@transaction.atomic
def try_again(event_ids: Iterable[int]) -> int:
    """End the pauses after failures of these events, so that they are delivered after the commit.

    Returns how many had such a pause. Reactions that run now keep their lease. The first events
    are handed over at once, the others with the next sweep.
    """
    rows = failing().select_for_update().filter(pk__in=list(event_ids)).order_by("pk")
    pausing = [event for event in rows if event.failed]
    for event in pausing:
        event.not_before = {path: moment for path, moment in event.not_before.items() if path not in event.failed}
        event.failed, event.retry_at = [], timezone.now()
    OutboxEvent.objects.bulk_update(pausing, ["not_before", "failed", "retry_at"], batch_size=100)
    if pausing:
        after_commit("lms_site.tasks.deliver", *[event.pk for event in pausing[:INLINE_EVENTS]])
    return len(pausing)


def purge(days: int = 30) -> int:
    """Delete events delivered more than `days` ago; returns how many."""
    before = timezone.now() - timedelta(days=days)
    deleted, _ = OutboxEvent.objects.filter(delivered_at__lt=before).delete()
    return deleted


def _pending(event: OutboxEvent) -> list[str]:
    return [path for path in reactions_to(event.name) if path not in event.finished]


@transaction.atomic
def _claim(event_id: int, path: str) -> OutboxEvent | None:
    event = _locked(event_id)
    now = timezone.now().timestamp()
    if event is None or path not in _pending(event) or event.not_before.get(path, 0) > now:
        return None
    event.not_before[path] = now + LEASE_SECONDS
    event.failed = [failed for failed in event.failed if failed != path]
    _settle(event)
    return event


@transaction.atomic
def _record_success(event_id: int, path: str) -> None:
    event = _locked(event_id)
    if event is not None and path not in event.finished:
        event.finished.append(path)
        event.not_before.pop(path, None)
        _settle(event)


@transaction.atomic
def _record_failure(event_id: int, path: str, error: Exception) -> None:
    event = _locked(event_id)
    if event is None or path in event.finished:
        return
    pause = min(FIRST_PAUSE * 2 ** min(event.attempts, 16), LONGEST_PAUSE)
    event.attempts += 1
    event.last_error = f"{path}: {type(error).__name__}: {error}"[:2000]
    event.not_before[path] = timezone.now().timestamp() + pause
    event.failed = sorted({*event.failed, path})
    _settle(event)


def _locked(event_id: int) -> OutboxEvent | None:
    """The row, locked until the transaction ends; None when it is delivered or gone."""
    return next(iter(LOCKED.rows(pk=event_id)), None)


def _settle(event: OutboxEvent) -> None:
    """Save the row with the time of its next try, or as delivered when nothing is left to do."""
    pending = _pending(event)
    if pending:
        unstarted = event.retry_at.timestamp()
        due = min(event.not_before.get(path, unstarted) for path in pending)
        event.retry_at = datetime.fromtimestamp(due, UTC)
    else:
        event.delivered_at = timezone.now()
    changed = ["finished", "failed", "not_before", "attempts", "last_error", "retry_at", "delivered_at"]
    event.save(update_fields=changed)


@transaction.atomic
def _take(size: int) -> list[int]:
    """Ids of waiting rows, put off so that nobody else takes them up meanwhile.

    The older an event, the longer it is put off: a long queue is not made longer by handing the same
    events over again and again.
    """
    now = timezone.now()
    waiting = OutboxEvent.objects.filter(delivered_at=None, retry_at__lte=now, name__in=REACTIONS)
    rows = list(_skip_locked(waiting).order_by("retry_at")[:size])
    for row in rows:
        age = (now - row.created_at).total_seconds()
        row.retry_at = now + timedelta(seconds=min(max(HAND_OVER_GRACE, age), LONGEST_PAUSE))
    OutboxEvent.objects.bulk_update(rows, ["retry_at"])
    return [row.pk for row in rows]


def _skip_locked(rows):
    can_skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=can_skip)


def _give_back(event_ids: list[int]) -> None:
    """The broker is away: let the next sweep try these again."""
    OutboxEvent.objects.filter(pk__in=event_ids, delivered_at=None).update(
        retry_at=timezone.now() + timedelta(seconds=FIRST_PAUSE)
    )
