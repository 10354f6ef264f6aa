"""Examples for the description of the API: planning batches."""

from drf_spectacular.utils import OpenApiExample

from .examples import BATCH

_plan = {
    "name": "Morning group",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-30",
    "timezone": "Asia/Jakarta",
    "seats": 20,
    "joining": "code",
}
NEW = OpenApiExample(
    "A new batch", value={"course": "0b8f5a0e-6f4f-4a53-9d41-0d9c7a1f2b3c", **_plan}, request_only=True
)
CHANGE = OpenApiExample("More seats", value={"seats": 25}, request_only=True)
DETAIL = OpenApiExample(
    "A batch as its teacher sees it",
    value={**BATCH.value, "is_teacher": True, "is_member": False, "join_code": "K7PX92QM"},
    response_only=True,
    status_codes=["200", "201"],
)
COPY = OpenApiExample(
    "A copy",
    value={"name": "April group", "starts_on": "2026-04-06", "parts": ["teachers", "slots"]},
    request_only=True,
)
JOIN_CODE = OpenApiExample(
    "A code",
    value={"code": "K7PX92QM", "link": "https://learn.example.com/batches/join/?code=K7PX92QM", "opens": True},
    response_only=True,
    status_codes=["200"],
)
TEACHER = OpenApiExample(
    "A teacher",
    value={"id": 3, "name": "Sekar Wulandari", "role": "teacher"},
    response_only=True,
    status_codes=["200", "201"],
)
NEW_TEACHER = OpenApiExample(
    "Somebody who helps", value={"email": "meera@example.com", "role": "assistant"}, request_only=True
)
ROLE = OpenApiExample("A role", value={"role": "assistant"}, request_only=True)
REMOVED = OpenApiExample("Two sessions", value={"sessions_handed_on": 2}, response_only=True, status_codes=["200"])
