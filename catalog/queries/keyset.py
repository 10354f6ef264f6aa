"""Lists that are read from the newest back, a page at a time, however deep: no page is counted, none is skipped."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

MAX_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """Rows, the newest first; `next_before` leads to those behind them, None at the end."""

    rows: list[Any]
    next_before: int | None


def page_before(rows: QuerySet, before: str | None, *, by: str = "pk", size: int = 20) -> KeysetPage:
    """The page of `rows` that begins behind `before`, a number from the query string; one query.

    `by` names the field that grows with each row. What is no number means the first page.
    """
    if before and before.isascii() and before.isdigit() and int(before) <= MAX_ID:
        rows = rows.filter(**{f"{by}__lt": int(before)})
    found = list(rows.order_by(f"-{by}")[: size + 1])
    shown = found[:size]
    return KeysetPage(shown, getattr(shown[-1], by) if len(found) > size else None)
