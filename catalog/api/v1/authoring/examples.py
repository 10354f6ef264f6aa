"""What the description of the API shows of writing courses."""

from drf_spectacular.utils import OpenApiParameter

from catalog.api.v1.examples import answer, body

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the draft that was read: when somebody has saved another one since, 412.",
)
MOMENT = "2026-01-15T10:30:00Z"
PARAGRAPH = {
    "type": "paragraph",
    "value": "<p>Warm dough rises faster.</p>",
    "id": "5a3c1c0e-3f0b-4a53-9a4e-0d5b6f1c2a77",
}
POINT = {"type": "item", "value": "Bake a loaf with four ingredients", "id": "9d0f3f57-7d0e-4d4e-8f0a-3b1f8f6c1b11"}
STATE = {"state": "draft", "is_live": False, "is_locked": False, "is_in_review": False, "changed_at": MOMENT}
COURSE = {
    "title": "Bread from four ingredients",
    "subtitle": "A loaf a week",
    "summary": "Flour, water, salt and time.",
    "description": [PARAGRAPH],
    "level": "beginner",
    "language": "en",
    "outcomes": [POINT],
    "price_minor": 1900,
    "currency": "USD",
}
MODULE = {"title": "Dough", "summary": "From flour to a ball that rests.", "opens_after_days": 0}
LESSON = {"title": "Kneading", "body": [PARAGRAPH], "expected_minutes": 12}
BOARD_LESSON = {"id": 32, "title": "Kneading", "state": "draft", "is_locked": False, "is_in_review": False}
BOARD_LESSON |= {"minutes": 12, "is_free_preview": False}
BOARD_MODULE = {"id": 31, "title": "Dough", "state": "draft", "is_locked": False, "is_in_review": False, "minutes": 12}

COURSE_FIELDS = body("A course", COURSE)
COURSE_CHANGE = body("Another price", {"price_minor": 2400})
COURSE_DRAFT = answer(
    "A draft",
    {
        **{"id": 30, "course_id": 30, **STATE, "review": None},
        "draft": {**COURSE, "slug": "bread-from-four-ingredients"},
        "modules": [{**BOARD_MODULE, "lessons": [BOARD_LESSON]}],
    },
)
MODULE_FIELDS = body("A module", MODULE)
MODULE_CHANGE = body("Another title", {"title": "Dough and patience"})
MODULE_DRAFT = answer("A draft", {"id": 31, "course_id": 30, **STATE, "draft": {**MODULE, "slug": "dough"}})
NEW_LESSON = body("A lesson", {"module": 31, **LESSON})
LESSON_FIELDS = body("A lesson", LESSON)
LESSON_CHANGE = body("Another title", {"title": "Kneading by hand"})
LESSON_DRAFT = answer(
    "A draft", {"id": 32, "course_id": 30, "module_id": 31, **STATE, "draft": {**LESSON, "slug": "kneading"}}
)
HANDING = body("A word to the moderators", {"message": "The second module is new.", "go_live_at": None})
SUBMISSION = answer(
    "A review that has begun",
    {
        **{"id": 4, "state": "open", "message": "The second module is new.", "go_live_at": None},
        **{"created_at": MOMENT, "decided_at": None, "reason": "", "published_at": None},
    },
)
