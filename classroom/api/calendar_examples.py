"""Examples of calendars for the description of the API."""

from drf_spectacular.utils import OpenApiExample

ENTRY = OpenApiExample(
    "A live session",
    value={
        "kind": "session",
        "uid": "5b0f8f64-2f0a-4b1e-9d43-3d5d7f6c1a20",
        "title": "Questions of the week",
        "about": "Bring what you did not understand.",
        "batch": 5,
        "batch_name": "Morning group",
        "session": 12,
        "starts_at": "2026-03-05T12:00:00Z",
        "ends_at": "2026-03-05T13:30:00Z",
        "day": None,
        "timezone": "Asia/Jakarta",
        "url": "https://learn.example.com/batches/5/sessions/#session-12",
        "revision": 1,
        "changed_at": "2026-03-01T04:00:00Z",
        "cancelled_at": None,
    },
    response_only=True,
)
FEED = OpenApiExample(
    "An address",
    value={"url": "https://learn.example.com/calendar/6.0.sDjahwD9yApyWjgrHf2SU3rrNLUWIE4HQJThlzc.ics"},
    response_only=True,
    status_codes=["200"],
)
FILE = OpenApiExample(
    "The file",
    value="BEGIN:VCALENDAR\r\nVERSION:2.0 …",
    media_type="text/calendar",
    response_only=True,
    status_codes=["200"],
)
