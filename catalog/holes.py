"""Fills the holes of a page for one person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.contrib.messages import get_messages
from django.template.loader import get_template
from django.utils.translation import get_language

from catalog.access import Access, Standing, outline_access
from catalog.queries.outline import Outline, OutlineLesson
from catalog.signed import FileTicket, file_url

TEMPLATES = {
    "account_menu": "holes/account_menu.html",
    "messages": "holes/messages.html",
    "lesson_progress": "holes/lesson_progress.html",
    "lesson_actions": "holes/lesson_actions.html",
    "mark_done": "holes/mark_done.html",
    "mark_open": "holes/mark_open.html",
    "mark_locked": "holes/mark_locked.html",
}


@dataclass
class LessonReader:
    """A person on a lesson page: everything its holes need. `standing` is empty for previews."""

    request: object
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
        if name == "messages" and not len(get_messages(self.request)):
            return ""
        return get_template(TEMPLATES[name]).render(self.context, self.request)

    @cached_property
    def context(self) -> dict:
        previous, following = self.outline.neighbours(self.lesson)
        return {
            "outline": self.outline,
            "current": self.lesson,
            "previous": previous,
            "next": following,
            "access": self.access,
            "enrollment": self.standing.enrollment,
            "percent": self.standing.enrollment.percent if self.standing.enrollment else 0,
            "is_completed": self.lesson.key in self.standing.completed,
            "is_course_completed": bool(self.standing.enrollment and self.standing.enrollment.completed_at),
        }

    @cached_property
    def _states(self) -> dict[int, str]:
        done = self.standing.completed
        return {
            row.id: "mark_done"
            if row.key in done
            else "mark_open"
            if outline_access(self.outline, row, self.standing).allowed or self.access.reason == "team"
            else "mark_locked"
            for row in self.outline.lessons
        }

    def _mark(self, lesson_id: int | None) -> str:
        return mark_html(self._states.get(lesson_id or 0, "mark_locked"), get_language() or "")

    def _file(self, kind: str, file_id: int | None) -> str:
        user_id = self.request.user.pk or 0
        return file_url(FileTicket(kind, file_id or 0, self.lesson.id, user_id))


@lru_cache
def mark_html(name: str, language: str) -> str:
    """The outline's sign for a lesson that is done, open or locked; the same for everybody in one language."""
    return get_template(TEMPLATES[name]).render({})


def filler_of(context) -> Callable[[str, int | None], str]:
    """How an ordinary render fills a hole: through its `reader`, or by the hole's template alone."""
    reader = context.get("reader")
    if reader is not None:
        return reader.fill
    request = context.get("request")

    def fill(name: str, argument: int | None) -> str:
        if name not in TEMPLATES or request is None:
            return ""
        return get_template(TEMPLATES[name]).render(context.flatten(), request)

    return fill
