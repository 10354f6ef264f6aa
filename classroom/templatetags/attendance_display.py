"""How attendance looks: an icon and a word for each status."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from classroom.models import Attendance, AttendanceStatus
from lms_site.templatetags.icons import icon

register = template.Library()

ICONS = {
    AttendanceStatus.PRESENT: "circle-check",
    AttendanceStatus.LATE: "clock",
    AttendanceStatus.ABSENT: "circle-x",
    AttendanceStatus.EXCUSED: "file-text",
}


NOTHING = '<span class="mark"><span aria-hidden="true">–</span> <span class="visually-hidden">{}</span></span>'


@register.simple_tag
def attendance_mark(attendance: Attendance | None) -> SafeString:
    """The status of a row; of None, that nothing was said yet."""
    if attendance is None:
        return format_html(NOTHING, _("Nothing said yet"))
    return format_html('<span class="mark mark--{}">{}</span>', attendance.status, status_mark(attendance.status))


@register.simple_tag
def status_mark(status: str) -> SafeString:
    """Icon and word of a status."""
    known = AttendanceStatus(status)
    return format_html("{}<span>{}</span>", icon(ICONS[known], "icon--small"), known.label)
