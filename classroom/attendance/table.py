"""The attendance of a batch to take away."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from classroom.models import AttendanceStatus, CourseBatch, LiveSession
from classroom.queries.attendance_sheet import SheetRow, whole_sheet
from lms_site.sheets import table_response


def attendance_table(
    batch: CourseBatch, sessions: Iterable[LiveSession], *, form: str, with_email: bool
) -> HttpResponse:
    """One row a person, one column a session; times are those of the batch. `form` is one of sheets.FORMS."""
    sessions, zone = list(sessions), ZoneInfo(batch.timezone)
    times = [f"{session.starts_at.astimezone(zone):%Y-%m-%d %H:%M} {session.title}" for session in sessions]
    person = [_("Name"), _("E-mail address")] if with_email else [_("Name")]
    sums = [_("Present"), _("Late"), _("Absent"), _("Excused"), _("Attendance in percent")]
    # Translated once: a large batch has fifteen thousand cells.
    words = {status: str(label) for status, label in AttendanceStatus.choices}
    rows = (_cells(row, words, with_email=with_email) for row in whole_sheet(batch, sessions))
    return table_response(form, f"attendance-{slugify(batch.name) or batch.pk}", [*person, *times, *sums], rows)


def _cells(row: SheetRow, words: dict[str, str], *, with_email: bool) -> list[object]:
    person = row.member.user
    names = [person.name, person.email] if with_email else [person.name]
    known = [words[cell.status] if cell else "" for cell in row.cells]
    share = row.share
    percent = "" if share.percent is None else share.percent
    return [*names, *known, share.present, share.late, share.absent, share.excused, percent]
