"""What sales pages show of a time: an instructor's own part, or all of the shop; a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from commerce.charts import bar_chart
from commerce.forms import PeriodForm
from commerce.queries.sales import (
    Step,
    Sums,
    currencies_of,
    sales_by_course,
    sales_by_step,
    sales_days,
    step_for,
    sums_by_day,
    totals,
)


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A time to choose with one click."""

    label: str
    since: date
    until: date
    is_chosen: bool


def sales_of_period(
    period: PeriodForm, *, instructor_id: int | None, other_currencies: Iterable[str] = ()
) -> dict[str, Any]:
    """Sums of the time and of the one before, bars and courses, in one of the currencies.

    The bars are of an instructor's share; for the whole shop they are of the sales without tax and refunds.
    """
    since, until = period.days
    days = sales_days(since=since, until=until, instructor_id=instructor_id)
    by_day = sums_by_day(days)
    currencies = list(dict.fromkeys([*currencies_of(by_day), *other_currencies]))
    currency = chosen_currency(period, currencies)
    first, last = period.days_before
    step = step_for(since, until)
    bars = [
        (bar, height_of(bar.sums, is_whole=instructor_id is None))
        for bar in sales_by_step(by_day, since=since, until=until, step=step, currency=currency)
    ]
    earlier = sales_days(since=first, until=last, instructor_id=instructor_id)
    return {
        "period": period,
        "since": since,
        "until": until,
        "presets": presets(period),
        "currency": currency,
        "currencies": currencies,
        "step": step,
        "bars": bars,
        "chart": bar_chart([height for _bar, height in bars]),
        "chart_title": chart_title(step, is_whole=instructor_id is None),
        "highest": max((height for _bar, height in bars), default=0),
        "totals": totals(by_day, currency=currency),
        "before": totals(sums_by_day(earlier), currency=currency),
        "courses": [row for row in sales_by_course(days) if row.currency == currency],
    }


def height_of(sums: Sums, *, is_whole: bool) -> int:
    """What a bar shows."""
    return sums.net_minor - sums.refunded_minor if is_whole else sums.share_minor


def chart_title(step: Step, *, is_whole: bool) -> str:
    """What the bars are."""
    titles = {
        (Step.DAY, False): _("Your share by day"),
        (Step.WEEK, False): _("Your share by week"),
        (Step.MONTH, False): _("Your share by month"),
        (Step.DAY, True): _("Sales less refunds by day"),
        (Step.WEEK, True): _("Sales less refunds by week"),
        (Step.MONTH, True): _("Sales less refunds by month"),
    }
    return titles[step, is_whole]


def chosen_currency(period: PeriodForm, currencies: list[str]) -> str:
    """The one that was asked for, else the one in which most was sold."""
    asked = period.cleaned_data.get("currency", "") if period.is_valid() else ""
    if asked in currencies:
        return asked
    return currencies[0] if currencies else "USD"


def presets(period: PeriodForm) -> list[Preset]:
    """Thirty days, a quarter, a year."""
    choices = [(30, _("30 days")), (91, _("3 months")), (365, _("12 months"))]
    spans = [(label, period.today - timedelta(days=length - 1)) for length, label in choices]
    return [
        Preset(label=label, since=since, until=period.today, is_chosen=period.days == (since, period.today))
        for label, since in spans
    ]
