"""Examples of people of a batch for the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_member: dict[str, Any] = {"id": 8, "name": "Dewi", "joined_at": "2026-02-20T03:00:00Z", "source": "code"}
_for_teachers: dict[str, Any] = {
    "email": "dewi@example.com",
    "progress": 40,
    "last_seen_at": "2026-03-09T12:30:00Z",
    "left_at": None,
    "reason": "",
}
READING = {"response_only": True, "status_codes": ["200", "201"]}
MEMBER = OpenApiExample("A member, for learners", value=_member, **READING)
ROSTER_MEMBER = OpenApiExample("A member, for those who teach", value={**_member, **_for_teachers}, **READING)
NEW_MEMBER = OpenApiExample(
    "Somebody to be put in", value={"email": "nia@example.com", "name": "Nia"}, request_only=True
)
WRITE_MESSAGE = OpenApiExample(
    "To two people",
    value={"subject": "Thursday", "text": "We meet in the garden. Bring a pencil.", "members": [8, 13]},
    request_only=True,
)
MESSAGE = OpenApiExample(
    "A message",
    value={"id": 3, "subject": "Thursday", "recipient_count": 2, "created_at": "2026-03-09T12:30:00Z"},
    **READING,
)
