"""The curriculum of a course as plain data: what is live, in order, with lengths.

Outlines hold nothing about a person, so they are cached under the course's version and shared by
the course page, the lesson page, access decisions, `/learn/` and the counting of progress.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Substr

from catalog.models import CoursePage, LessonPage, ModulePage
from lms_site.cache_versions import is_changing, versions
from lms_site.near_cache import NearCache

OUTLINE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A live lesson; `number` counts from 1 through the whole course."""

    id: int
    key: UUID
    title: str
    url: str
    minutes: int
    number: int
    module_key: UUID
    module_number: int
    opens_after_days: int
    is_free_preview: bool
    is_required: bool
    completes_by_video: bool
    has_video: bool


@dataclass(frozen=True, slots=True)
class OutlineModule:
    id: int
    key: UUID
    title: str
    summary: str
    opens_after_days: int
    lessons: tuple[OutlineLesson, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Outline:
    """The live curriculum of a live course; an unpublished course has no lessons here."""

    course_id: int
    course_key: UUID
    course_title: str
    course_url: str
    is_sequential: bool
    modules: tuple[OutlineModule, ...]
    lessons: tuple[OutlineLesson, ...]  # those of all modules, in order

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return 1000 + 600 * len(self.lessons)

    @property
    def required_keys(self) -> frozenset[UUID]:
        return frozenset(lesson.key for lesson in self.lessons if lesson.is_required)

    @property
    def lesson_count(self) -> int:
        return len(self.lessons)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    def find(self, lesson_id: int) -> OutlineLesson | None:
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)

    def neighbours(self, lesson: OutlineLesson) -> tuple[OutlineLesson | None, OutlineLesson | None]:
        """The lessons before and after `lesson`."""
        lessons = self.lessons
        place = lesson.number - 1
        return (
            lessons[place - 1] if place else None,
            lessons[place + 1] if place + 1 < len(lessons) else None,
        )

    def frontier(self, completed: Iterable[UUID]) -> int:
        """How far a sequential course is open: the number of the first required lesson that is still to do.

        One more than there are lessons when all are done.
        """
        still_to_do = (lesson.number for lesson in self.lessons if lesson.is_required and lesson.key not in completed)
        return next(still_to_do, len(self.lessons) + 1)

    def next_open(self, completed: Iterable[UUID]) -> OutlineLesson | None:
        """The first lesson not yet completed, required ones first; None when all are done."""
        done = set(completed)
        left = [lesson for lesson in self.lessons if lesson.key not in done]
        return next((lesson for lesson in left if lesson.is_required), left[0] if left else None)


kept_outlines: NearCache[Outline] = NearCache("outline", max_bytes=16 * 1024**2)


def course_version(course_key: UUID) -> str:
    """Name of the version that changes whenever anything in the course does."""
    return f"course:{course_key}"


def course_outline(course: CoursePage) -> Outline:
    """The outline of one course. No query when cached, two when not."""
    return course_outlines([course])[course.pk]


def course_outlines(courses: Iterable[CoursePage]) -> dict[int, Outline]:
    """Outlines of several courses by page id: no query when cached, two for all that are not.

    In a transaction that has changed a course its outline is read from the database and not kept.
    """
    courses = list(courses)
    settled = [course for course in courses if not is_changing(course_version(course.translation_key))]
    current = versions([course_version(course.translation_key) for course in settled]) if settled else {}
    names = {course.pk: f"{course.pk}:{current[course_version(course.translation_key)]}" for course in settled}
    found = kept_outlines.get_many(names.values())
    outlines = {pk: found[name] for pk, name in names.items() if name in found}
    missing = [course for course in courses if course.pk not in outlines]
    if missing:
        built = build_outlines(missing)
        kept_outlines.put_many({names[pk]: outline for pk, outline in built.items() if pk in names}, OUTLINE_SECONDS)
        outlines.update(built)
    return outlines


def build_outlines(courses: list[CoursePage]) -> dict[int, Outline]:
    """Read the outlines from the database: one query for modules, one for lessons."""
    paths = {course.path: course for course in courses if course.live}
    modules = _below(ModulePage.objects.live(), paths)
    lessons = _below(LessonPage.objects.live().defer("body", "search_description", "seo_title", "draft_title"), paths)
    by_module: dict[str, list[LessonPage]] = {}
    for lesson in lessons:
        by_module.setdefault(lesson.path[: -LessonPage.steplen], []).append(lesson)
    by_course: dict[str, list[ModulePage]] = {}
    for module in modules:
        by_course.setdefault(module.path[: -ModulePage.steplen], []).append(module)
    return {course.pk: _outline_of(course, by_course.get(course.path, []), by_module) for course in courses}


def _below(queryset: QuerySet, paths) -> list:
    """Pages of `queryset` below the courses at `paths`, which all lie at one depth."""
    if not paths:
        return []
    width = len(next(iter(paths)))
    queryset = queryset.annotate(course_path=Substr("path", 1, width)).order_by("path")
    if len(paths) == 1:
        return list(queryset.filter(path__startswith=next(iter(paths))))
    return list(queryset.filter(course_path__in=list(paths)))


def _outline_of(course, modules, by_module) -> Outline:
    base = course.get_url() or ""
    number = 0
    rows = []
    for place, module in enumerate(modules, start=1):
        lessons = []
        for lesson in by_module.get(module.path, []):
            number += 1
            lessons.append(_row(lesson, module, base, number, place))
        facts = (module.pk, module.translation_key, module.title, module.summary, module.opens_after_days)
        rows.append(OutlineModule(*facts, tuple(lessons)))
    return Outline(
        course.pk,
        course.translation_key,
        course.title,
        base,
        course.is_sequential,
        tuple(rows),
        tuple(lesson for row in rows for lesson in row.lessons),
    )


def _row(lesson, module, base, number, place) -> OutlineLesson:
    return OutlineLesson(
        id=lesson.pk,
        key=lesson.translation_key,
        title=lesson.title,
        url=f"{base}{module.slug}/{lesson.slug}/",
        minutes=lesson.expected_minutes,
        number=number,
        module_key=module.translation_key,
        module_number=place,
        opens_after_days=module.opens_after_days,
        is_free_preview=lesson.is_free_preview,
        is_required=lesson.is_required,
        completes_by_video=lesson.completes_by == LessonPage.CompletesBy.VIDEO,
        has_video=lesson.video_id is not None,
    )


def editor_outline(course: CoursePage) -> list[dict]:
    """Modules and lessons for the editor, drafts included; two queries."""
    modules = list(ModulePage.objects.descendant_of(course).order_by("path"))
    lessons = list(LessonPage.objects.descendant_of(course).defer("body").order_by("path"))
    return [
        {"page": module, "lessons": [lesson for lesson in lessons if lesson.path.startswith(module.path)]}
        for module in modules
    ]
