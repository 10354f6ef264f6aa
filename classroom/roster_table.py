"""The roster as a table to take away."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from classroom.models import BatchMember, CourseBatch
from classroom.queries.roster import RosterFilter, Standing, roster, waiting_list

Table = tuple[list[str], list[list[object]]]


def roster_rows(batch: CourseBatch, wanted: RosterFilter, now: datetime) -> Table:
    """Headings and rows of all whom the filter finds; moments by the clocks of the batch."""
    zone = ZoneInfo(batch.timezone)
    if wanted.standing == Standing.WAITING:
        headings = [_("Name"), _("E-mail address"), _("Waits since")]
        waits = waiting_list(batch, wanted.words)
        return headings, [[row.user.name, row.user.email, _at(row.waits_since, zone)] for row in waits]
    headings = [_("Name"), _("E-mail address"), _("Joined"), _("How they came"), _("Progress (%)"), _("Last visit")]
    headings += [_("Left"), _("Reason")]
    return headings, [_row(member, zone) for member in roster(batch, wanted, now)]


def _row(member: BatchMember, zone: ZoneInfo) -> list[object]:
    return [
        member.user.name,
        member.user.email,
        _at(member.joined_at, zone),
        member.get_source_display(),
        getattr(member, "progress", 0),
        _at(getattr(member, "last_seen_at", None), zone),
        _at(member.left_at, zone),
        member.reason,
    ]


def _at(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""
