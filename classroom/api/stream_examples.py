"""Examples of the stream and the classwork for the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_author = {"id": 3, "name": "Sekar"}
_file = {"id": 4, "name": "plan.pdf", "size": 81_204, "url": "https://lms.example/batches/files/WzQsOF0:1vN:x/"}
_announcement: dict[str, Any] = {
    "id": 12,
    "author": _author,
    "text": "We meet on **Thursday**.",
    "html": "<p>We meet on <strong>Thursday</strong>.</p>\n",
    "is_pinned": False,
    "by_mail": True,
    "publish_at": None,
    "published_at": "2026-03-02T03:00:00Z",
    "edited_at": None,
    "comment_count": 2,
    "files": [_file],
}
_material: dict[str, Any] = {
    "id": 9,
    "title": "Reading list",
    "topic": "Week 1",
    "text": "Begin with the *first* one.",
    "html": "<p>Begin with the <em>first</em> one.</p>\n",
    "link": "https://example.com/list",
    "publish_at": "2026-03-02T03:00:00Z",
    "files": [_file],
}


def _answer(name: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, status_codes=["200", "201"])


ANNOUNCEMENT = _answer("An announcement", _announcement)
ANNOUNCE = OpenApiExample(
    "Announce later",
    value={"text": "Bring **wax**.", "publish_at": "2036-03-02T03:00:00Z", "is_pinned": False, "by_mail": True},
    request_only=True,
)
CHANGE = OpenApiExample("Pin it", value={"is_pinned": True}, request_only=True)
COMMENT = _answer(
    "A comment",
    {"id": 5, "author": {"id": 8, "name": "Dewi"}, "text": "Thank you", "created_at": "2026-03-02T04:00:00Z"},
)
SAY = OpenApiExample("A comment", value={"text": "Thank you"}, request_only=True)
MATERIAL = _answer("A material", _material)
HAND_OUT = OpenApiExample(
    "A material",
    value={"title": "Reading list", "topic": "Week 1", "text": "Begin with the *first* one."},
    request_only=True,
)
RENAME = OpenApiExample("Another topic", value={"topic": "Week 2"}, request_only=True)
