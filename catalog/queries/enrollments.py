"""The runs of a learner with what lists of them show."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.utils import timezone

from catalog.access import open_enrollments
from catalog.models import Completion, CoursePage, Enrollment, Grant
from catalog.queries.outline import Outline, OutlineLesson, course_outlines


@dataclass(frozen=True, slots=True)
class EnrollmentRow:
    """A run with its course; `next_lesson` is None when all are completed or the course is closed."""

    run: Enrollment
    course: CoursePage | None
    outline: Outline | None
    completed: frozenset[UUID]
    certificate: UUID | None

    @property
    def is_open(self) -> bool:
        """Whether the learner may read on now."""
        return bool(self.run.is_open and self.course is not None and self.course.live)

    @property
    def next_lesson(self) -> OutlineLesson | None:
        return self.outline.next_open(self.completed) if self.outline and self.is_open else None

    @property
    def completed_lessons(self) -> list[int]:
        """Ids of the live lessons that are completed."""
        lessons = self.outline.lessons if self.outline else ()
        return [lesson.id for lesson in lessons if lesson.key in self.completed]


def active_runs(user) -> QuerySet[Enrollment]:
    """The active runs of `user`, the one last seen first, each with `is_open` and `certificate_uuid`."""
    runs = open_enrollments(user, timezone.now()).annotate(certificate_uuid=F("certificate__uuid"))
    return runs.order_by(F("last_seen_at").desc(nulls_last=True), "-pk")


def enrollment_rows(runs: list[Enrollment]) -> list[EnrollmentRow]:
    """The runs with course, progress and certificate: two queries with outlines cached, however many."""
    keys = [run.course_key for run in runs]
    pages = CoursePage.objects.filter(translation_key__in=keys, alias_of__isnull=True).defer_streamfields()
    courses = {page.translation_key: page for page in pages.select_related("card").order_by("live", "-pk")}
    outlines = course_outlines(course for course in courses.values() if course.live)
    completed: dict[int, set[UUID]] = {}
    for run_id, key in Completion.objects.filter(enrollment__in=runs).values_list("enrollment_id", "lesson_key"):
        completed.setdefault(run_id, set()).add(key)
    rows = []
    for run in runs:
        course = courses.get(run.course_key)
        outline = outlines.get(course.pk) if course else None
        done = frozenset(completed.get(run.pk, ()))
        rows.append(EnrollmentRow(run, course, outline, done, run.certificate_uuid))
    return rows


@dataclass(frozen=True, slots=True)
class RunsStamp:
    """How many active runs a learner has, and a text that changes whenever one of them does."""

    active: int
    text: str


def runs_stamp(user) -> RunsStamp:
    """One query. Grants that begin and end count, and completions of lessons that are not required."""
    completions = Completion.objects.filter(enrollment=OuterRef("pk")).order_by()
    counted, last = (completions.annotate(at=Func("pk", function=name)).values("at") for name in ("COUNT", "MAX"))
    grants = Grant.objects.valid_at(timezone.now()).filter(enrollment=OuterRef("pk"))
    runs = Enrollment.objects.filter(user=user).annotate(
        is_open=Exists(grants),
        done=Subquery(counted, output_field=IntegerField()),
        last=Subquery(last, output_field=BigIntegerField()),
    )
    newest = {
        f"newest_{name}": Max(name) for name in ("last_seen_at", "completed_at", "left_at", "enrolled_at", "last")
    }
    numbers = {"open": Count("pk", filter=Q(is_open=True)), "done_in_all": Sum("done")}
    facts = runs.aggregate(active=Count("pk", filter=Q(is_active=True)), **numbers, **newest)
    return RunsStamp(facts["active"], "|".join(str(value) for value in facts.values()))
