"""What partners are told of sessions."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from classroom.partners.base import Guest, RoomPlan, Visitor

BEGINS = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def make_room_plan(**changes: Any) -> RoomPlan:
    """An hour on a Monday."""
    usual = {
        "uid": uuid.uuid4(),
        "title": "First meeting",
        "about": "Bring a pen.",
        "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(minutes=60),
        "timezone": "Asia/Jakarta",
    }
    return RoomPlan(**{**usual, **changes})


def make_guests(number: int) -> list[Guest]:
    """People with names and addresses of their own."""
    return [Guest(user_id=n, name=f"Person {n}", email=f"Person{n}@example.com") for n in range(1, number + 1)]


def make_visitor(**changes: Any) -> Visitor:
    """A learner at the door."""
    usual = {"user_id": 7, "name": "Dewi", "email": "dewi@example.com", "is_host": False}
    return Visitor(**{**usual, "until": datetime(2026, 3, 2, 13, 30, tzinfo=UTC), **changes})
