"""Examples for the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_batch: dict[str, Any] = {
    "id": 5,
    "course": "0b8f5a0e-6f4f-4a53-9d41-0d9c7a1f2b3c",
    "name": "Morning group",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-30",
    "timezone": "Asia/Jakarta",
    "joining": "anybody",
    "joins_from": None,
    "joins_until": "2026-03-01T17:00:00Z",
    "seats": 20,
    "seats_left": 3,
    "member_count": 17,
    "is_member": True,
    "is_teacher": False,
    "is_waiting": False,
    "archived_at": None,
}
BATCH = OpenApiExample("A batch", value=_batch, response_only=True, status_codes=["200", "201"])
CODE = OpenApiExample("A code", value={"code": "K7PX-92QM"}, request_only=True)
_module = "5f0d2c1e-8b1f-4e0e-9a55-2d3b6f1c7a90"
MODULE_OPENING = OpenApiExample(
    "A module",
    value={"module": _module, "title": "Dough", "by_course": None, "opens_at": "2026-03-09T00:00:00Z"},
    response_only=True,
)
MODULE_DATE = OpenApiExample("A date", value={"module": _module, "opens_at": "2026-03-09T00:00:00Z"}, request_only=True)
OWN_OPENING = OpenApiExample("Open now", value={"opens_at": None})
