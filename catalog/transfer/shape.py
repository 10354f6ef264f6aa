"""Which fields of a page travel, and under which name."""

from __future__ import annotations

from django.db.models import Model
from wagtail.models import Page

from catalog.models import CourseDocument, CourseImage, CourseMedia, CoursePage, LessonPage, ModulePage

PAGE_TYPES: dict[str, type[Page]] = {"course": CoursePage, "module": ModulePage, "lesson": LessonPage}
PARENTS = {"course": None, "module": "course", "lesson": "module"}
KINDS: dict[str, type[Model]] = {"image": CourseImage, "document": CourseDocument, "media": CourseMedia}
_EVERY_PAGE = ("title", "slug", "seo_title", "search_description")
# Plain values; streams, files, tags, people and the category go their own ways.
FIELDS: dict[str, tuple[str, ...]] = {
    "course": (
        *_EVERY_PAGE,
        *("subtitle", "summary", "trailer_url", "level", "language", "delivery", "price_minor", "currency"),
        *("has_certificate", "is_sequential"),
    ),
    "module": (*_EVERY_PAGE, "summary", "opens_after_days"),
    "lesson": (*_EVERY_PAGE, "expected_minutes", "is_free_preview", "is_required", "completes_by"),
}
FILE_FIELDS: dict[str, tuple[str, ...]] = {
    "image": (
        *("title", "description"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    ),
    "document": ("title", "is_public"),
    "media": ("title", "type", "duration", "width", "height", "transcript"),
}


def type_name(model: type[Page]) -> str:
    """The name under which a page type travels."""
    return next(name for name, known in PAGE_TYPES.items() if known is model)
