"""A learner's notes: those of a lesson, all of them page by page, and as one text."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from catalog.models import CoursePage, Note
from catalog.queries.keyset import page_before
from catalog.queries.outline import course_outlines

PER_PAGE = 20
IN_A_LESSON = 30
MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with the titles of today and the way back to its spot; `url` is empty when the lesson is not open."""

    note: Note
    course_title: str
    lesson_title: str
    url: str


@dataclass(frozen=True, slots=True)
class NotedCourse:
    """A course in which somebody has notes."""

    key: UUID
    title: str
    total: int


@dataclass(frozen=True, slots=True)
class NotesPage:
    """One page of notes, the newest first; `next_before` leads to those behind them, None at the end."""

    rows: list[NoteRow]
    courses: list[NotedCourse]
    next_before: int | None

    @property
    def total(self) -> int:
        """How many notes there are in all courses, whatever the search."""
        return sum(course.total for course in self.courses)


def notes_page(user, *, query: str = "", course_key: UUID | None = None, before: str | None = None) -> NotesPage:
    """The notes of `user` that hold every word of `query`, from `before` on. Three queries with outlines cached."""
    found = _matching(Note.objects.filter(user=user), query)
    if course_key:
        found = found.filter(course_key=course_key)
    page = page_before(found, before, size=PER_PAGE)
    return NotesPage(placed(page.rows), noted_courses(user), page.next_before)


def _matching(notes: QuerySet[Note], query: str) -> QuerySet[Note]:
    condition = Q()
    for word in query.split()[:MAX_WORDS]:
        condition &= Q(text__icontains=word) | Q(quote__icontains=word) | Q(lesson_title__icontains=word)
    return notes.filter(condition)


def noted_courses(user) -> list[NotedCourse]:
    """The courses in which `user` has notes, by title; one query."""
    rows = Note.objects.filter(user=user).order_by().values("course_key")
    counted = rows.annotate(title=Max("course_title"), total=Count("pk")).order_by("title")
    return [NotedCourse(row["course_key"], row["title"], row["total"]) for row in counted]


def lesson_notes(user, lesson_key: UUID) -> list[NoteRow]:
    """The latest notes of `user` in one lesson, at most thirty; two queries with outlines cached."""
    notes = Note.objects.filter(user=user, lesson_key=lesson_key).order_by("-pk")
    return placed(list(notes[:IN_A_LESSON]))


def placed(notes: list[Note]) -> list[NoteRow]:
    """The notes with today's titles and addresses; one query with outlines cached, none without notes."""
    if not notes:
        return []
    pages = CoursePage.objects.filter(translation_key__in={note.course_key for note in notes})
    courses = {page.translation_key: page for page in pages.defer("description", "faq").order_by("live", "-pk")}
    outlines = course_outlines(courses.values())
    lessons = {lesson.key: lesson for outline in outlines.values() for lesson in outline.lessons}
    rows = []
    for note in notes:
        course, lesson = courses.get(note.course_key), lessons.get(note.lesson_key)
        rows.append(
            NoteRow(
                note,
                course.title if course else note.course_title,
                lesson.title if lesson else note.lesson_title,
                lesson.url + spot_anchor(note) if lesson else "",
            )
        )
    return rows


def spot_anchor(note: Note) -> str:
    """What leads from the lesson's address to the spot: block, marked words (a text fragment), or moment."""
    if note.moment_seconds is not None:
        return f"#moment-{note.moment_seconds}"
    words = f":~:text={quote(note.quote, safe='').replace('-', '%2D')}" if note.quote else ""
    return f"#{quote(note.block_id, safe='')}{words}" if note.block_id or words else ""


def as_markdown(user) -> Iterator[str]:
    """All notes of `user` as one text, course by course, lesson by lesson, the oldest first."""
    course = lesson = None
    notes = Note.objects.filter(user=user).order_by("course_title", "course_key", "lesson_title", "lesson_key", "pk")
    for note in notes.iterator(chunk_size=500):
        if note.course_key != course:
            course, lesson = note.course_key, None
            yield f"# {note.course_title}\n\n"
        if note.lesson_key != lesson:
            lesson = note.lesson_key
            yield f"## {note.lesson_title}\n\n"
        yield _entry(note)


def _entry(note: Note) -> str:
    spot = [f"[{note.moment_label}]"] if note.moment_label else []
    lines = [" ".join([f"*{note.created_at:%Y-%m-%d %H:%M} UTC*", *spot])]
    if note.quote:
        lines.append(f"> {note.quote}")
    lines.append(note.text or str(note.get_kind_display()))
    return "\n\n".join(lines) + "\n\n"
