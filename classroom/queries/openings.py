"""When modules open in a batch, for those who teach it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from catalog.models import Enrollment
from catalog.queries.named_courses import course_named
from catalog.queries.outline import course_outline
from classroom.models import CourseBatch, ModuleDate


@dataclass(frozen=True, slots=True)
class BatchModule:
    """A module, and when it opens to the batch: at `opens_at`, else as the course says (None: from the start)."""

    key: UUID
    title: str
    by_course: datetime | None
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnOpening:
    """A module that opens to one member otherwise; `opens_at` None is open now."""

    member_id: int
    name: str
    module: BatchModule
    opens_at: datetime | None


def modules_of_batch(batch: CourseBatch) -> list[BatchModule]:
    """The live modules of the batch's course, in order; two queries besides those of a cold outline."""
    course = course_named(batch.course_key)
    if course is None:
        return []
    dates = dict(ModuleDate.objects.filter(batch=batch).values_list("module_key", "opens_at"))
    return [
        BatchModule(
            key=module.key,
            title=module.title,
            by_course=_after(batch, module.opens_after_days),
            opens_at=dates.get(module.key),
        )
        for module in course_outline(course).modules
    ]


def exceptions_in(batch: CourseBatch, modules: list[BatchModule]) -> list[OwnOpening]:
    """What opens to single members otherwise, by their names; one query."""
    runs = Enrollment.objects.filter(
        course_key=batch.course_key,
        is_active=True,
        user__batch_memberships__batch=batch,
        user__batch_memberships__left_at=None,
    )
    return [
        OwnOpening(run.member_id, run.user.name, module, _moment(run.own_openings[str(module.key)]))
        for run in runs.exclude(own_openings={})
        .select_related("user")
        .annotate(member_id=F("user__batch_memberships"))
        .order_by("user__display_name", "pk")
        for module in modules
        if str(module.key) in run.own_openings
    ]


def _after(batch: CourseBatch, days: int) -> datetime | None:
    return batch.begins_at + timedelta(days=days) if days else None


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
