"""Fills the holes of a page for one person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.translation import get_language

from catalog.access import Access, Standing, outline_access
from catalog.account_menu import account_menu
from catalog.enroll_box import EnrollBox, Offer
from catalog.notices import notices
from catalog.queries.outline import Outline, OutlineLesson
from catalog.signed import FileTicket, file_url
from lms_site.templatetags.icons import icon

TEMPLATES = {
    name: f"holes/{name}.html"
    for name in (
        *("lesson_progress", "lesson_actions", "mark_done", "mark_open", "mark_locked"),
        *("enroll_offer", "enroll_note", "enroll_links", "enroll_wish"),
        *("before_done", "before_open"),
        *("course_news", "review_invite"),
    )
}
# Holes of a course page that have nothing to say, known without rendering them.
STAYS_EMPTY: dict[str, Callable[[EnrollBox], bool]] = {
    "enroll_note": lambda box: box.state != "closed",
    "review_invite": lambda box: box.enrollment is None,
    "course_news": lambda box: not box.opens_lessons,
}
# In a curriculum: a lesson to read, a lesson to watch.
LESSON_ICONS = ("file-text", "play")


@dataclass
class PageReader:
    """A person on any page: the account menu and the messages."""

    request: object

    def fill(self, name: str, argument: int | None) -> str:
        """The text of one hole."""
        if name == "account_menu":
            return account_menu(self.request)
        if name == "messages":
            return notices(self.request)
        return get_template(TEMPLATES[name]).render(self.context, self.request)

    @cached_property
    def context(self) -> dict:
        """What the templates of the holes are given."""
        return {}


@dataclass
class CourseReader(PageReader):
    """A person on a course page: what the box offers, and which lessons open from the curriculum."""

    offer: Offer
    box: EnrollBox

    def fill(self, name: str, argument: int | None) -> str:
        """The text of one hole."""
        if name == "lesson_sign":
            return self._lesson_sign(self._lessons[argument])
        if name == "lesson_title":
            return self._lesson_title(self._lessons[argument])
        if name == "before_state":
            return self._before_state(argument)
        if name in STAYS_EMPTY and STAYS_EMPTY[name](self.box):
            return ""
        return super().fill(name, argument)

    @cached_property
    def context(self) -> dict:
        return {"box": self.box, "outline": self.offer.outline, "announcements": self.offer.announcements}

    @cached_property
    def _lessons(self) -> dict[int, OutlineLesson]:
        return {lesson.id: lesson for lesson in self.offer.outline.lessons}

    def _before_state(self, course_id: int | None) -> str:
        """Whether this person has a course behind them that belongs before; nothing for visitors."""
        if self.box.done_before is None:
            return ""
        done = {before.course_id for before in self.offer.before if before.course_key in self.box.done_before}
        return mark_html("before_done" if course_id in done else "before_open", get_language() or "")

    def _lesson_sign(self, lesson: OutlineLesson) -> str:
        if lesson.key in self.box.completed:
            return mark_html("mark_done", get_language() or "")
        return icon(LESSON_ICONS[lesson.has_video])

    def _lesson_title(self, lesson: OutlineLesson) -> str:
        if not (self.box.opens_lessons or lesson.is_free_preview):
            return escape(lesson.title)
        return format_html('<a href="{}">{}</a>', lesson.url, lesson.title)


@dataclass
class LessonReader(PageReader):
    """A person on a lesson page: everything its holes need. `standing` is empty for previews."""

    outline: Outline
    lesson: OutlineLesson
    access: Access
    standing: Standing

    def fill(self, name: str, argument: int | None) -> str:
        """The text of one hole."""
        if name == "mark":
            return self._mark(argument)
        if name in ("media", "file"):
            return self._file(name, argument)
        return super().fill(name, argument)

    @cached_property
    def context(self) -> dict:
        previous, following = self.outline.neighbours(self.lesson)
        enrollment = self.standing.enrollment
        return {
            "outline": self.outline,
            "current": self.lesson,
            "previous": previous,
            "next": following,
            "access": self.access,
            "enrollment": enrollment,
            "percent": enrollment.percent if enrollment else 0,
            "is_completed": self.lesson.key in self.standing.completed,
            "is_course_completed": bool(enrollment and enrollment.completed_at),
        }

    @cached_property
    def _states(self) -> dict[int, str]:
        now, frontier = timezone.now(), self.outline.frontier(self.standing.completed)

        def state(row: OutlineLesson) -> str:
            if row.key in self.standing.completed:
                return "mark_done"
            decision = outline_access(self.outline, row, self.standing, now=now, frontier=frontier)
            return "mark_open" if decision.allowed or self.access.reason == "team" else "mark_locked"

        return {row.id: state(row) for row in self.outline.lessons}

    @cached_property
    def _marks(self) -> dict[str, str]:
        return {name: mark_html(name, get_language() or "") for name in ("mark_done", "mark_open", "mark_locked")}

    def _mark(self, lesson_id: int | None) -> str:
        return self._marks[self._states.get(lesson_id or 0, "mark_locked")]

    def _file(self, kind: str, file_id: int | None) -> str:
        user_id = self.request.user.pk or 0
        return file_url(FileTicket(kind, file_id or 0, self.lesson.id, user_id))


@lru_cache
def mark_html(name: str, language: str) -> str:
    """The sign for a lesson or course that is done, open or locked; the same for everybody in one language."""
    return get_template(TEMPLATES[name]).render({})


def filler_of(context) -> Callable[[str, int | None], str]:
    """How an ordinary render fills a hole: through its `reader`, or by the hole's template alone."""
    reader = context.get("reader")
    if reader is not None:
        return reader.fill
    request = context.get("request")

    def fill(name: str, argument: int | None) -> str:
        if request is None:
            return ""
        if name == "account_menu":
            return account_menu(request)
        if name == "messages":
            return notices(request)
        if name not in TEMPLATES:
            return ""
        return get_template(TEMPLATES[name]).render(context.flatten(), request)

    return fill
