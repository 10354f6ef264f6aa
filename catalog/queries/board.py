"""The curriculum of a course for those who arrange it: drafts included, with the state of each page."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Revision, WorkflowState

from catalog.models import CoursePage, CourseTeam, ModulePage

STATE_NAMES = {
    "draft": _("Draft"),
    "live": _("Live"),
    "changed": _("Live, with changes"),
    "scheduled": _("Scheduled"),
    "unpublished": pgettext_lazy("state of a page", "Offline"),
}
COLUMNS = ("pk", "path", "depth", "title", "draft_title", "live", "first_published_at", "has_unpublished_changes")
MORE_COLUMNS = ("locked", "is_scheduled", "is_in_review", "lessonpage__expected_minutes", "lessonpage__is_free_preview")


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A module or a lesson as the board shows it. `state` is a key of `STATE_NAMES`."""

    id: int
    title: str
    state: str
    is_live: bool
    is_locked: bool
    is_in_review: bool
    is_free_preview: bool
    minutes: int

    @property
    def state_name(self):
        return STATE_NAMES[self.state]


@dataclass(frozen=True, slots=True)
class BoardModule:
    page: BoardPage
    lessons: tuple[BoardPage, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Board:
    """All modules and lessons in order. `stamp` changes with the place of any of them, with no title."""

    modules: tuple[BoardModule, ...]
    stamp: str

    @property
    def lesson_count(self) -> int:
        return sum(len(module.lessons) for module in self.modules)


def course_for(user, course_id: int) -> CoursePage | None:
    """The course with `is_mine`: is `user` in its team? One query; None when there is no such course."""
    team = CourseTeam.objects.filter(course=OuterRef("pk"), group__user=user)
    return CoursePage.objects.annotate(is_mine=Exists(team)).filter(pk=course_id).first()


def with_states(pages: QuerySet) -> QuerySet:
    """`pages` with `is_scheduled` (a revision waits for its hour) and `is_in_review` (Wagtail's workflow runs)."""
    key = Cast(OuterRef("pk"), CharField())
    waiting = Revision.page_revisions.filter(object_id=key, approved_go_live_at__isnull=False)
    reviews = WorkflowState.objects.filter(
        Q(status=WorkflowState.STATUS_IN_PROGRESS) | Q(status=WorkflowState.STATUS_NEEDS_CHANGES),
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=key,
    )
    return pages.annotate(is_scheduled=Exists(waiting), is_in_review=Exists(reviews))


def state_of(*, live: bool, is_scheduled: bool, has_changes: bool, first_published_at: datetime | None) -> str:
    """The one word for a page: scheduled before all else, as that is what will happen next."""
    if is_scheduled:
        return "scheduled"
    if live:
        return "changed" if has_changes else "live"
    return "unpublished" if first_published_at else "draft"


def load_board(course: CoursePage) -> Board:
    """The board of `course`; one query, however many lessons."""
    pages = with_states(Page.objects.descendant_of(course)).order_by("path")
    rows = list(pages.values(*COLUMNS, *MORE_COLUMNS))
    lessons: dict[str, list[BoardPage]] = {}
    for row in rows:
        if row["depth"] == course.depth + 2:
            lessons.setdefault(row["path"][: -Page.steplen], []).append(_page(row))
    modules = tuple(
        BoardModule(_page(row), tuple(lessons.get(row["path"], ()))) for row in rows if row["depth"] == course.depth + 1
    )
    return Board(modules, _stamp((row["pk"], row["path"]) for row in rows))


def _page(row: dict) -> BoardPage:
    return BoardPage(
        id=row["pk"],
        title=row["draft_title"] or row["title"],
        state=state_of(
            live=row["live"],
            is_scheduled=row["is_scheduled"],
            has_changes=row["has_unpublished_changes"],
            first_published_at=row["first_published_at"],
        ),
        is_live=row["live"],
        is_locked=row["locked"],
        is_in_review=row["is_in_review"],
        is_free_preview=bool(row["lessonpage__is_free_preview"]),
        minutes=row["lessonpage__expected_minutes"] or 0,
    )


def stamp_of(course: CoursePage) -> str:
    """The stamp that a board of `course` has now; one query."""
    return _stamp(Page.objects.descendant_of(course).order_by("path").values_list("pk", "path"))


def _stamp(places) -> str:
    text = ",".join(f"{pk}:{path}" for pk, path in places)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def modules_to_copy_to(user, course: CoursePage) -> list[tuple[str, list[tuple[int, str]]]]:
    """Modules (id, title) by title of their course: those of `course` first, then of `user`'s other courses.

    Two queries.
    """
    teams = CourseTeam.objects.filter(group__user=user).exclude(course=course)
    others = CoursePage.objects.filter(pk__in=teams.values("course")).order_by("title", "pk").only("path", "title")
    groups: dict[str, tuple[str, list[tuple[int, str]]]] = {course.path: (course.title, [])}
    groups |= {other.path: (other.title, []) for other in others}
    modules = ModulePage.objects.annotate(course_path=Substr("path", 1, len(course.path))).order_by("path")
    for pk, title, path in modules.filter(course_path__in=groups).values_list("pk", "draft_title", "course_path"):
        groups[path][1].append((pk, title))
    return [group for group in groups.values() if group[1]]
