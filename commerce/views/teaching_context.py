"""What the sales page shows; a fixed number of queries, however much was sold."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from commerce.charts import bar_chart
from commerce.forms import PeriodForm
from commerce.models import BankAccount, PayoutBatch
from commerce.queries.earnings import earnings_of
from commerce.queries.sales import (
    currencies_of,
    sales_by_course,
    sales_by_step,
    sales_days,
    step_for,
    totals,
)

LATEST_PAYOUTS = 12


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A time to choose with one click."""

    label: str
    since: date
    until: date
    is_chosen: bool


def sales_context(user: User, period: PeriodForm, *, now: datetime) -> dict[str, Any]:
    """Sums, bars, courses, balance and payouts of the person, in one of the currencies they sold in."""
    since, until = period.days
    days = sales_days(since=since, until=until, instructor_id=user.pk)
    earnings = earnings_of(user, now=now)
    currencies = list(dict.fromkeys([*currencies_of(days), *(row.currency for row in earnings)]))
    currency = chosen_currency(period, currencies)
    first, last = period.days_before
    step = step_for(since, until)
    bars = sales_by_step(days, since=since, until=until, step=step, currency=currency)
    payouts = user.payouts.exclude(batch__status=PayoutBatch.Status.CANCELLED).select_related("batch")
    return {
        "period": period,
        "since": since,
        "until": until,
        "presets": presets(period),
        "currency": currency,
        "currencies": currencies,
        "step": step,
        "bars": bars,
        "chart": bar_chart([bar.sums.share_minor for bar in bars]),
        "highest": max((bar.sums.share_minor for bar in bars), default=0),
        "totals": totals(days, currency=currency),
        "before": totals(sales_days(since=first, until=last, instructor_id=user.pk), currency=currency),
        "courses": [row for row in sales_by_course(days) if row.currency == currency],
        "earnings": next((row for row in earnings if row.currency == currency), None),
        "payouts": payouts[:LATEST_PAYOUTS],
        "account": BankAccount.objects.filter(user=user).first(),
    }


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
