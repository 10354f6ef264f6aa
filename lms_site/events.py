"""Publishing what has happened, in the same transaction in which it happens.

`publish` writes a row of the outbox; after the commit the row is handed to Celery. A rolled-back
transaction publishes nothing; a crash, a killed worker or a dead broker after the commit loses
nothing, because the sweep finds the row. Who reacts stands in `lms_site/reactions.py`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from lms_site.bulk_insert import insert_for_each
from lms_site.delivery import HAND_OVER_GRACE, INLINE_EVENTS, reactions_to
from lms_site.gateway import request_id
from lms_site.handover import after_commit
from lms_site.models import OutboxEvent

_muted: ContextVar[bool] = ContextVar("events_muted", default=False)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened. Subclasses are frozen dataclasses of ids: values that JSON knows."""

    @classmethod
    def event_name(cls) -> str:
        """The dotted path under which `reactions.py` lists the event."""
        return f"{cls.__module__}.{cls.__qualname__}"


def publish(event: Event) -> None:
    """Write the event to the outbox and deliver it after the commit.

    Raises TransactionManagementError outside a transaction, LookupError when `reactions.py` does not
    list the event.
    """
    row = _row(type(event))
    row.payload = asdict(event)
    _require_transaction()
    row.save(force_insert=True)
    if row.delivered_at is None:
        after_commit("lms_site.tasks.deliver", row.pk)


def publish_many(events: Iterable[Event]) -> None:
    """Write many events, those of one kind with one statement; one sweep delivers them after the commit.

    Without a broker the first few run at once and the others with the periodic sweep. Raises as
    `publish` does.
    """
    kinds = [(_row(kind), [asdict(event) for event in group]) for kind, group in groupby(events, key=type)]
    _require_transaction()
    for row, payloads in kinds:
        row.retry_at = row.created_at
        insert_for_each(payloads, row, columns={"payload": "value"})
    if any(row.delivered_at is None for row, _payloads in kinds):
        after_commit("lms_site.tasks.sweep_outbox", INLINE_EVENTS)


@contextmanager
def muted() -> Iterator[None]:
    """Within it, events are written as already delivered: for loading demo and bench data."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def _row(kind: type[Event]) -> OutboxEvent:
    now = timezone.now()
    name = kind.event_name()
    is_done = _muted.get() or not reactions_to(name)
    return OutboxEvent(
        name=name,
        created_at=now,
        retry_at=now + timedelta(seconds=HAND_OVER_GRACE),
        delivered_at=now if is_done else None,
        request_id=request_id(),
    )


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "Events are published inside the transaction of the change that they tell of."
        )
