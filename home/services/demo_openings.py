"""When modules open in the demo's batch."""

from datetime import datetime, timedelta

from django.db import transaction

from catalog.models import CoursePage
from catalog.queries.outline import course_outline
from classroom.models import CourseBatch, ModuleDate
from classroom.services.openings import set_module_dates


@transaction.atomic
def load_openings(*, batch: CourseBatch, course: CoursePage, now: datetime) -> None:
    """The last module opens in three days, at seven in the evening by the clocks of the batch; once."""
    modules = course_outline(course).modules
    if modules and not ModuleDate.objects.filter(batch=batch).exists():
        evening = batch.begins_at.replace(hour=19) + timedelta(days=(now - batch.begins_at).days + 3)
        set_module_dates(batch=batch, dates={modules[-1].key: evening})
