"""When modules open, as dates of a calendar."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from catalog.models import CoursePage, Enrollment
from catalog.queries.outline import Outline, OutlineModule, course_outlines
from classroom.models import CourseBatch, ModuleDate

from .calendar_entries import Asked, Entry, Kind


def module_openings(asked: Asked) -> Iterable[Entry]:
    """The modules of live courses that do not open from the start; what was said for the person counts first.

    Three queries, and two for all outlines that are not cached.
    """
    outlines = _outlines({batch.course_key for batch in asked.batches.values()})
    dates = ModuleDate.objects.filter(batch__in=list(asked.batches))
    fixed = {(batch_id, key): at for batch_id, key, at in dates.values_list("batch_id", "module_key", "opens_at")}
    runs = Enrollment.objects.filter(user=asked.user, is_active=True, course_key__in=list(outlines))
    own = dict(runs.values_list("course_key", "own_openings"))
    for batch in asked.batches.values():
        outline = outlines.get(batch.course_key)
        if outline is not None:
            yield from _of_batch(batch, outline, fixed, own.get(batch.course_key, {}))


def _outlines(course_keys: set[UUID]) -> dict[UUID, Outline]:
    courses = CoursePage.objects.live().filter(translation_key__in=course_keys, alias_of__isnull=True)
    by_page = course_outlines(courses.defer_streamfields().order_by("-pk"))
    return {outline.course_key: outline for outline in by_page.values()}


def _of_batch(
    batch: CourseBatch, outline: Outline, fixed: dict[tuple[int, UUID], datetime], own: dict[str, str | None]
) -> Iterator[Entry]:
    for module in outline.modules:
        at = fixed.get((batch.pk, module.key))
        if at is None and module.opens_after_days:
            at = batch.begins_at + timedelta(days=module.opens_after_days)
        if str(module.key) in own:
            written = own[str(module.key)]
            at = datetime.fromisoformat(written) if written else None
        if at is not None:
            yield _entry(batch, outline, module, at.astimezone(ZoneInfo(batch.timezone)))


def _entry(batch: CourseBatch, outline: Outline, module: OutlineModule, at: datetime) -> Entry:
    """A whole day where it opens with the day; a moment otherwise."""
    is_whole = at.time() == time.min
    return Entry(
        kind=Kind.MODULE_OPENS,
        uid=uuid5(batch.course_key, f"{batch.pk} module {module.key}"),
        revision=batch.revision,
        changed_at=batch.changed_at,
        title=_("“%(module)s” opens") % {"module": module.title},
        url=outline.course_url,
        batch_id=batch.pk,
        batch_name=batch.name,
        zone=batch.timezone,
        starts_at=at,
        ends_at=at + timedelta(days=1) if is_whole else at,
        day=at.date() if is_whole else None,
    )
