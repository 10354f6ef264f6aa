"""When modules open to learners: by the dates of their batch, and to one of them otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from catalog.models import Enrollment


@dataclass(frozen=True)
class Anchor:
    """From when modules open that the course opens after some days; these are days of `zone`."""

    moment: datetime
    zone: str = ""


def set_openings(
    *, course_key: UUID, user_ids: Iterable[int], openings: Mapping[UUID, datetime], anchor: Anchor | None = None
) -> None:
    """Let modules open at these moments to the active runs of these people, and all others as the course says.

    With `anchor`, those that the course opens after some days count from there. What was said for one of
    them alone stays. One statement.
    """
    values: dict[str, object] = {"openings": {str(key): _written(moment) for key, moment in openings.items()}}
    if anchor is not None:
        values |= {"drip_from": anchor.moment, "drip_zone": anchor.zone}
    runs = Enrollment.objects.filter(course_key=course_key, is_active=True, user_id__in=user_ids)
    runs.update(**values)


@transaction.atomic
def open_for_learner(*, enrollment: Enrollment, module_key: UUID, opens_at: datetime | None) -> None:
    """Let the module open to this learner at `opens_at`, or now (None), whatever holds for the others."""
    locked = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    locked.own_openings[str(module_key)] = _written(opens_at) if opens_at else None
    locked.save(update_fields=["own_openings"])


@transaction.atomic
def open_as_for_others(*, enrollment: Enrollment, module_key: UUID) -> None:
    """Take back what `open_for_learner` has said; twice is doing it once."""
    locked = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if locked.own_openings.pop(str(module_key), "") != "":
        locked.save(update_fields=["own_openings"])


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
