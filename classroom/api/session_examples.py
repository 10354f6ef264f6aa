"""Examples of live sessions for the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_plan: dict[str, Any] = {
    "title": "Questions of the week",
    "starts_at": "2026-03-05T12:00:00Z",
    "minutes": 60,
    "host": 3,
    "partner": "jitsi",
    "about": "Bring what you could not solve.",
}
_session: dict[str, Any] = {
    "id": 12,
    "batch": 5,
    "uid": "6a0f6c1e-8c1b-4c55-9d0a-0c3d7a1f2b3c",
    "revision": 0,
    "title": "Questions of the week",
    "about": "Bring what you could not solve.",
    "starts_at": "2026-03-05T12:00:00Z",
    "ends_at": "2026-03-05T13:00:00Z",
    "host": 3,
    "host_name": "Sari",
    "partner": "jitsi",
    "room": "ready",
    "problem": "",
    "is_overlapping": False,
    "recording_url": "",
    "cancelled_at": None,
}
_time = {"weekday": 3, "begins": "19:00", "minutes": 60, "title": "Questions", "host": 3, "partner": "jitsi"}
SESSION = OpenApiExample("A live session", value=_session, response_only=True, status_codes=["200", "201"])
PLAN = OpenApiExample("A plan", value=_plan, request_only=True)
CHANGE = OpenApiExample("A change", value={"starts_at": "2026-03-06T12:00:00Z"}, request_only=True)
ADDRESS = OpenApiExample("The room", value={"url": "https://meet.jit.si/lms-0f3c"}, response_only=True)
TIME = OpenApiExample("A weekly time", value=_time)
ZOOM_EVENT = OpenApiExample(
    "An event",
    value={"event": "meeting.started", "event_ts": 1767225600000, "payload": {"object": {"id": "81234567890"}}},
    request_only=True,
)
RECEIVED = OpenApiExample("Taken in", value={"received": True}, response_only=True)
