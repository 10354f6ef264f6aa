"""All of a lesson that is the same for each of its readers, read once and kept until its course changes."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from rest_framework.exceptions import ValidationError
from wagtail.api.rich_text import RichTextFormatError

from catalog.blocks.reading import private_files
from catalog.models import CourseMedia, LessonPage
from catalog.queries.lesson_reading import live_lesson
from catalog.queries.outline import Outline, OutlineLesson, course_outline, course_version
from catalog.services.shells import PUBLIC, SHARED, is_current
from lms_site.cache_versions import is_changing, version, versions
from lms_site.near_cache import NearCache

SECONDS = 3600
BYTES_A_BLOCK = 600


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """The lesson as programs read it, its place, and the private files it uses as `(kind, id)`."""

    course_id: int
    course_key: UUID
    outline: Outline
    row: OutlineLesson
    is_restricted: bool
    body: list[dict]
    video: dict | None
    files: tuple[tuple[str, int], ...]
    versions: dict[str, int]

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return self.outline.size + BYTES_A_BLOCK * (1 + len(self.body))


kept_facts: NearCache[LessonFacts] = NearCache("lesson-facts", max_bytes=16 * 1024**2)


def lesson_facts(pk: int, request) -> LessonFacts | None:
    """The facts of a live lesson, None for any other; no query when they are kept, about ten when not.

    `request` says for which host addresses in the text are made.
    """
    if "rich_text_format" in request.GET:
        return _in_other_form(pk, request)
    name = f"{request.get_host()}:{pk}"
    found = kept_facts.get(name, is_current)
    if found is not None:
        return found
    before = version(PUBLIC)
    facts = _read(pk, request)
    is_steady = not is_changing(PUBLIC) and version(PUBLIC) == before
    if facts is not None and is_steady and settings.LMS_SHELL_SECONDS:
        kept_facts.put(name, facts, SECONDS)
    return facts


def _in_other_form(pk: int, request) -> LessonFacts | None:
    """For authors, who read a text as it is stored: `?rich_text_format=db_html`; never kept."""
    try:
        return _read(pk, request)
    except RichTextFormatError as error:
        raise ValidationError({"rich_text_format": [str(error)]}) from error


def _read(pk: int, request) -> LessonFacts | None:
    lesson = live_lesson(pk, with_text=True)
    if lesson is None:
        return None
    course = lesson.get_course()
    outline = course_outline(course)
    row = outline.find(pk)
    if row is None:
        return None
    return LessonFacts(
        course_id=course.pk,
        course_key=course.translation_key,
        outline=outline,
        row=row,
        is_restricted=lesson.get_view_restrictions().exists(),
        body=lesson.body.stream_block.get_api_representation(lesson.body, {"request": request}),
        video=_film(lesson.video),
        files=tuple(_files(lesson)),
        versions=versions([course_version(course.translation_key), SHARED]),
    )


def _film(media: CourseMedia | None) -> dict | None:
    if media is None:
        return None
    names = ("title", "type", "duration", "transcript")
    return {"id": media.pk, "captions": media.captions_id, **{name: getattr(media, name) for name in names}}


def _files(lesson: LessonPage) -> list[tuple[str, int]]:
    used = private_files(lesson.body)
    media = set(used.media) | ({lesson.video_id} - {None})
    captions = CourseMedia.objects.filter(pk__in=media, captions__isnull=False)
    documents = set(used.documents) | {row.document_id for row in lesson.attachments.all()}
    documents |= set(captions.values_list("captions_id", flat=True))
    return [("media", pk) for pk in sorted(media)] + [("file", pk) for pk in sorted(documents)]
