"""What the fake remembers, and how it tells of what happens."""

import copy
import time
from collections.abc import Callable
from typing import Any

from . import rows
from .problems import missing
from .rows import Row

API_VERSION = "2026-10-28.endive"


class Store:
    """Every row by its id, in the order of its making; every event is handed to `tell`."""

    def __init__(self, tell: Callable[[Row], None]) -> None:
        self.customers: dict[str, Row] = {}
        self.intents: dict[str, Row] = {}
        self.charges: dict[str, Row] = {}
        self.refunds: dict[str, Row] = {}
        self.tell = tell

    def now(self) -> int:
        return int(time.time())

    def happened(self, name: str, subject: Row) -> None:
        """Make the event, which shows the object as it is at this moment."""
        self.tell(rows.event(self.now(), name, copy.deepcopy(subject), API_VERSION))

    def customer(self, row_id: str, param: str = "id") -> Row:
        return self._find(self.customers, "customer", row_id, param)

    def intent(self, row_id: str, param: str = "intent") -> Row:
        return self._find(self.intents, "payment_intent", row_id, param)

    def refund(self, row_id: str) -> Row:
        return self._find(self.refunds, "refund", row_id, "refund")

    def charge_of(self, payment: Row) -> Row | None:
        return self.charges.get(payment["latest_charge"] or "")

    @staticmethod
    def _find(table: dict[str, Row], kind: str, row_id: str, param: str) -> Row:
        if row_id not in table:
            raise missing(kind, row_id, param)
        return table[row_id]

    def shown(self, row: Row, expand: list[str]) -> Row:
        """A copy of the row; with `latest_charge` in `expand` the charge stands in it."""
        shown = copy.deepcopy(row)
        if "latest_charge" in expand and shown.get("latest_charge"):
            shown["latest_charge"] = copy.deepcopy(self.charges[shown["latest_charge"]])
        return shown

    def page(self, found: list[Row], params: dict[str, Any], url: str) -> Row:
        """A page of a list, newest first, after `starting_after`."""
        newest = sorted(found, key=lambda row: (row["created"], row["id"]), reverse=True)
        ids = [row["id"] for row in newest]
        after = params.get("starting_after")
        if after and after not in ids:
            raise missing("object", after, "starting_after")
        begin = ids.index(after) + 1 if after else 0
        limit = params.get("limit", 10)
        expand = [name.removeprefix("data.") for name in params.get("expand", [])]
        data = [self.shown(row, expand) for row in newest[begin : begin + limit]]
        return {"object": "list", "url": url, "has_more": len(newest) > begin + limit, "data": data}


def is_within(created: int, bounds: dict[str, int]) -> bool:
    """Whether the moment is within `created[gte]` and the like."""
    tests = {
        "gt": lambda bound: created > bound,
        "gte": lambda bound: created >= bound,
        "lt": lambda bound: created < bound,
        "lte": lambda bound: created <= bound,
    }
    return all(tests[name](bound) for name, bound in bounds.items())
