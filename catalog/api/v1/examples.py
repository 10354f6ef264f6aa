"""An example of every resource, for the description of the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

COURSE_ID, LESSON_ID = 12, 34
CERTIFICATE_ID = "7d0a5c1e-5f4f-4a53-9d41-0d9c7a1f2b3c"
MOMENT = "2026-03-01T09:30:00Z"


def answer(name: str, value: Any) -> OpenApiExample:
    """An example of what comes back."""
    return OpenApiExample(name, value=value, response_only=True, status_codes=["200", "201"])


def body(name: str, value: Any) -> OpenApiExample:
    """An example of what is sent."""
    return OpenApiExample(name, value=value, request_only=True)


_category = {"slug": "textiles", "name": "Textiles"}
_card = {
    "id": COURSE_ID,
    "title": "Batik from the first dot",
    "subtitle": "Draw, wax and dye your own cloth",
    "html_url": "https://lms.example/courses/batik/",
    "cover_url": "https://lms.example/covers/kawung-70-batik.svg",
    "category": _category,
    "level": "beginner",
    "language": "en",
    "delivery": "self_paced",
    "price": {"amount_minor": 1900, "amount": "19.00", "currency": "USD"},
    "price_now": {"amount_minor": 1500, "amount": "15.00", "currency": "USD"},
    "sale_until": "2026-03-15T17:00:00Z",
    "is_free": False,
    "has_certificate": True,
    "instructor_names": "Sari Wulandari",
    "lesson_count": 24,
    "minutes": 310,
    "next_batch_on": "2026-03-02",
    "learner_count": 1280,
    "rating": {"mean": 4.7, "count": 212},
    "published_at": MOMENT,
}
_lesson = {
    "id": LESSON_ID,
    "title": "Holding the canting",
    "html_url": "https://lms.example/courses/batik/first-steps/canting/",
    "number": 3,
    "minutes": 12,
    "is_free_preview": False,
    "is_required": True,
    "has_video": True,
    "completes_by_video": False,
}
_module = {
    "id": 21,
    "title": "First steps",
    "summary": "Tools and wax",
    "minutes": 48,
    "opens_after_days": 0,
    "lessons": [_lesson],
}
_access = {"allowed": True, "reason": "enrolled", "opens_at": None}
_place = {"id": LESSON_ID, "title": "Holding the canting"}
_enrollment = {
    "id": 501,
    "course": {key: _card[key] for key in ("id", "title", "html_url", "cover_url")},
    "percent": 25,
    "completed_count": 6,
    "required_count": 24,
    "enrolled_at": MOMENT,
    "last_seen_at": MOMENT,
    "completed_at": None,
    "is_open": True,
    "next_lesson": _place,
    "certificate": None,
}
_paragraph = {"type": "paragraph", "value": "<p>Warm the wax.</p>", "id": "0e7b9a53-9f0c-4a55-8f0e-0e1cf0a1b2c3"}
_watched = {
    "position_seconds": 62,
    "spans": [[0, 15], [40, 62]],
    "watched_seconds": 37,
    "updated_at": MOMENT,
}
_review = {
    "id": 88,
    "stars": 5,
    "text": "Clear and calm.",
    "author": {"id": 7, "name": "Dewi"},
    "created_at": MOMENT,
    "edited_at": None,
    "helpful_count": 3,
    "answer": "",
    "answered_at": None,
}
_note = {
    "id": 91,
    "kind": "note",
    "text": "Wax must smoke a little.",
    "quote": "Warm the wax",
    "block_id": _paragraph["id"],
    "moment_seconds": None,
    "course_title": _card["title"],
    "lesson_title": _lesson["title"],
    "created_at": MOMENT,
    "changed_at": MOMENT,
}
_certificate = {
    "id": CERTIFICATE_ID,
    "recipient_name": "Dewi Lestari",
    "title": _card["title"],
    "is_of_path": False,
    "instructor_names": "Sari Wulandari",
    "hours": 5.0,
    "completed_at": MOMENT,
}
_path = {
    "id": 41,
    "title": "Cloth, from thread to dye",
    "subtitle": "Three courses, one cloth",
    "html_url": "https://lms.example/courses/cloth/",
    "is_fixed_order": True,
    "has_certificate": True,
    "course_count": 3,
}
_item = {"type": "item", "value": "Draw a kawung pattern", "id": "5b1f0c52-3c6c-4e0b-8a3b-6a2f3f1f0a11"}

CATEGORY = answer("Category", {**_category, "id": 3, "parent": None, "description": "", "hue": 70, "motif": "kawung"})
COURSE_CARD = answer("Course in a list", _card)
MODULE = answer("Module", _module)
COURSE = answer(
    "Course",
    {
        **_card,
        "slug": "batik",
        "summary": "Everything for a first cloth.",
        "trailer_url": "",
        "is_sequential": False,
        "description": [_paragraph],
        "outcomes": [_item],
        "requirements": [],
        "audience": [],
        "faq": [],
        "instructors": [{"id": 5, "name": "Sari Wulandari", "headline": "Batik maker"}],
        "prerequisites": [],
        "modules": [_module],
    },
)
LESSON_IN_COURSE = answer(
    "Lesson in a course", {**_lesson, "course": COURSE_ID, "module_number": 1, "access": _access, "is_completed": False}
)
LESSON = answer(
    "Lesson",
    {
        "id": LESSON_ID,
        "course": COURSE_ID,
        "title": _lesson["title"],
        "number": 3,
        "minutes": 12,
        "is_free_preview": False,
        "is_required": True,
        "completes_by_video": False,
        "is_completed": False,
        "access": _access,
        "body": [_paragraph],
        "video": None,
        "files": [],
        "previous": None,
        "next": {"id": 35, "title": "The first line"},
    },
)
COMPLETE = body("By the button", {"how": "button"})
COMPLETION = answer(
    "Completed", {"lesson": LESSON_ID, "completed_at": MOMENT, "percent": 29, "is_course_completed": False}
)
WATCH = body("Watched", {"position_seconds": 62, "spans": [[0, 15], [40, 62]]})
WATCHED = answer("Known of the video", _watched)
ATTACHMENT = answer(
    "File",
    {
        "id": 61,
        "title": "Pattern sheet",
        "filename": "pattern.pdf",
        "size": 48213,
        "url": "https://lms.example/files/…",
    },
)
ENROLL = body("With a code", {"code": "BATIK-2026"})
ENROLLMENT = answer("Enrollment", _enrollment)
PROGRESS = answer("Progress", {**_enrollment, "completed_lessons": [31, 32, 33]})
CERTIFICATE = answer(
    "Certificate",
    {
        **_certificate,
        "is_revoked": False,
        "html_url": f"https://lms.example/certificates/{CERTIFICATE_ID}/",
        "pdf_url": f"https://lms.example/certificates/{CERTIFICATE_ID}/pdf/",
    },
)
VERIFICATION = answer("It holds", {**_certificate, "is_valid": True, "revoked_at": None, "revoked_reason": ""})
PATH_BRIEF = answer("Path in a list", _path)
PATH = answer("Path", {**_path, "introduction": "<p>From yarn to pattern.</p>", "courses": [_card]})
PATH_PROGRESS = answer(
    "On the path",
    {
        "percent": 33,
        "enrolled_at": MOMENT,
        "completed_at": None,
        "steps": [{"number": 1, "course": COURSE_ID, "title": _card["title"], "state": "done", "percent": 100}],
        "certificate": None,
    },
)
REVIEW = answer("Review", _review)
STARS = body("Changed review", {"stars": 4, "text": "Clear, and calm."})
WRITE_REVIEW = body("Review", {"course": COURSE_ID, "stars": 5, "text": "Clear and calm."})
REPORT = body("Report", {"reason": "spam", "note": ""})
REPORTED = answer("Reported", {"reason": "spam", "note": ""})
NOTE = answer("Note", _note)
NOTE_TEXT = body("New text", {"text": "Wax must smoke a little."})
WRITE_NOTE = body("Note", {"text": "Wax must smoke a little.", "block_id": _paragraph["id"], "quote": "Warm the wax"})
