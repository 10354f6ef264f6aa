"""`{% moment when %}`: a moment in words where it is near, with the exact time behind it."""

from datetime import datetime, timedelta

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def moment(when: datetime) -> SafeString:
    """By the reader's clocks; exact when one points at it, and for programs."""
    here = timezone.localtime(when)
    exact = date_format(here, "DATETIME_FORMAT")
    return format_html('<time datetime="{}" title="{}">{}</time>', here.isoformat(), exact, moment_in_words(here))


def moment_in_words(here: datetime) -> str:
    """`here` is a local time."""
    now = timezone.localtime()
    if timedelta() <= now - here < timedelta(hours=12):
        return naturaltime(here)
    time = date_format(here, "TIME_FORMAT")
    days = (here.date() - now.date()).days
    if days in (-1, 0, 1):
        return {-1: _("yesterday, %(time)s"), 0: _("today, %(time)s"), 1: _("tomorrow, %(time)s")}[days] % {
            "time": time
        }
    return _("%(day)s, %(time)s") % {"day": date_format(here, "DATE_FORMAT"), "time": time}
