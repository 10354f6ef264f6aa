"""A learning path as one person sees it: each course with its state, how far they are, what comes next."""

from dataclasses import dataclass
from uuid import UUID

from catalog.models import Certificate, Completion, CourseSummary, Enrollment, LearningPathPage, PathEnrollment
from catalog.queries.catalog import summaries_of_path
from catalog.queries.outline import course_outline

# What a step says to its learner.
DONE, OPEN, LOCKED, PAID, CLOSED = "done", "open", "locked", "paid", "closed"


@dataclass(frozen=True, slots=True)
class PathStep:
    """One course of a path; `state` is empty for whoever is not on the path and has not completed it."""

    card: CourseSummary
    number: int
    state: str = ""
    percent: int = 0


@dataclass(frozen=True, slots=True)
class PathView:
    """The path for one person; `enrollment` is None for whoever is not, or no longer, on it."""

    steps: list[PathStep]
    enrollment: PathEnrollment | None = None
    next_step: PathStep | None = None
    next_url: str = ""
    next_title: str = ""
    certificate: Certificate | None = None

    @property
    def has_paid(self) -> bool:
        """Whether some course does not come with the path."""
        return any(not step.card.is_free for step in self.steps)

    @property
    def minutes(self) -> int:
        """The length of all courses together."""
        return sum(step.card.minutes for step in self.steps)


@dataclass(frozen=True, slots=True)
class PathCard:
    """A path on the learner's dashboard; `percent` is of its courses."""

    title: str
    url: str
    percent: int
    completed_count: int
    course_count: int
    is_completed: bool


def path_view(path: LearningPathPage, user) -> PathView:
    """The path for `user`: two queries for a visitor, two more for people, up to three more for its learners."""
    cards = summaries_of_path(path)
    if not user.is_authenticated:
        return PathView([PathStep(card, number) for number, card in enumerate(cards, start=1)])
    enrollment = PathEnrollment.objects.filter(user=user, path_key=path.translation_key, is_active=True).first()
    runs = _runs(user, cards)
    steps = _steps(cards, runs, path.is_fixed_order, is_learner=enrollment is not None)
    if enrollment is None:
        return PathView(steps)
    following = next((step for step in steps if step.state == OPEN), None)
    following = following or next((step for step in steps if step.state in (PAID, CLOSED)), None)
    title, url = _next_lesson(following, runs) if following else ("", "")
    certificate = Certificate.objects.filter(path_enrollment=enrollment).first() if enrollment.completed_at else None
    return PathView(steps, enrollment, following, url, title, certificate)


def _runs(user, cards: list[CourseSummary]) -> dict[UUID, list[Enrollment]]:
    runs: dict[UUID, list[Enrollment]] = {}
    for run in Enrollment.objects.filter(user=user, course_key__in=[card.course_key for card in cards]):
        runs.setdefault(run.course_key, []).append(run)
    return runs


def _steps(cards, runs, is_fixed: bool, *, is_learner: bool) -> list[PathStep]:
    steps, is_waiting = [], False
    for number, card in enumerate(cards, start=1):
        mine = runs.get(card.course_key, [])
        active = next((run for run in mine if run.is_active), None)
        is_done = any(run.completed_at for run in mine)
        state = DONE if is_done else _state(card, active, is_waiting) if is_learner else ""
        steps.append(PathStep(card, number, state, 100 if is_done else active.percent if active else 0))
        is_waiting = is_waiting or (is_fixed and not is_done)
    return steps


def _state(card: CourseSummary, active: Enrollment | None, is_waiting: bool) -> str:
    """The state of a course that is not completed. What is open already stays open in a fixed order, too."""
    if active:
        return OPEN
    if is_waiting:
        return LOCKED
    return CLOSED if card.is_free else PAID


def _next_lesson(step: PathStep, runs: dict[UUID, list[Enrollment]]) -> tuple[str, str]:
    """Title and address of the lesson to go on with, or of the course where it is not open yet."""
    run = next((run for run in runs.get(step.card.course_key, []) if run.is_active), None)
    if run is None:
        return step.card.title, step.card.url
    keys = Completion.objects.filter(enrollment=run).values_list("lesson_key", flat=True)
    lesson = course_outline(step.card.course).next_open(keys)
    return (lesson.title, lesson.url) if lesson else (step.card.title, step.card.url)


def path_cards(user) -> list[PathCard]:
    """The learner's paths, unfinished ones first: two queries, one without paths. Closed paths are left out."""
    rows = list(PathEnrollment.objects.filter(user=user, is_active=True).order_by("-enrolled_at"))
    if not rows:
        return []
    pages = LearningPathPage.objects.live().filter(translation_key__in=[row.path_key for row in rows])
    by_key = {page.translation_key: page for page in pages.order_by("-pk")}
    cards = [_card(row, by_key[row.path_key]) for row in rows if row.path_key in by_key]
    return sorted(cards, key=lambda card: card.is_completed)


def _card(row: PathEnrollment, page: LearningPathPage) -> PathCard:
    return PathCard(
        title=page.title,
        url=page.get_url() or "",
        percent=row.percent,
        completed_count=row.completed_count,
        course_count=row.course_count,
        is_completed=row.completed_at is not None,
    )
