"""The statement of an instructor as PDF: A4 sheets typeset by Typst without any network."""

import json
from datetime import date
from pathlib import Path

import typst
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from catalog import certificates
from catalog.certificates.legible import legible
from commerce.days import day_of
from commerce.models import ShopSettings
from commerce.queries.earnings import Statement, paid_payouts, statement_of
from commerce.queries.sales import CourseSales, sales_by_course, sales_days
from commerce.templatetags.money_display import amount
from lms_site.links import site_name

HERE = Path(__file__).parent
FONTS = Path(certificates.__file__).parent / "fonts"


def render_statement(user: User, *, since: date, until: date, on: date) -> bytes:
    """What was owed before, earned by course, paid and is owed after, in the active language.

    Days are those of UTC; `on` is the day on which it is made.
    """
    return typst.compile(
        HERE / "statement.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"statement": json.dumps(statement_contents(user, since=since, until=until, on=on))},
    )


def statement_contents(user: User, *, since: date, until: date, on: date) -> dict:
    """Everything that the sheet shows, as texts."""
    courses = sales_by_course(sales_days(since=since, until=until, instructor_id=user.pk))
    payouts = list(paid_payouts(user, since=since, until=until))
    return {
        "language": get_language() or "en",
        "site": legible(ShopSettings.load().seller_name or site_name()),
        "title": _("Statement of your share of sales"),
        "person": legible(user.printed_name),
        "email": user.email,
        "period": _("%(since)s to %(until)s, days of UTC") % {"since": _day(since), "until": _day(until)},
        "made": _("Made on %(day)s") % {"day": _day(on)},
        "page": _("Page"),
        "headings": [_("Course"), _("Sold"), _("Sales"), _("Refunds"), _("Your share")],
        "nothing": _("Nothing was sold or paid in this time."),
        "parts": [
            {
                "currency": statement.currency,
                "courses": [_course(row) for row in courses if row.currency == statement.currency],
                "sums": [
                    *_opening(statement),
                    *((_paid(payout)) for payout in payouts if payout.currency == statement.currency),
                    [_("Owed to you at the end"), amount(statement.closing_minor, statement.currency)],
                ],
            }
            for statement in statement_of(user, since=since, until=until)
        ],
    }


def _course(row: CourseSales) -> list[str]:
    sums, currency = row.sums, row.currency
    return [
        legible(row.title),
        str(sums.sold),
        amount(sums.net_minor, currency),
        amount(-sums.refunded_minor, currency),
        amount(sums.share_minor, currency),
    ]


def _opening(statement: Statement) -> list[list[str]]:
    return [
        [_("Owed to you at the beginning"), amount(statement.opening_minor, statement.currency)],
        [_("Your share of this time"), amount(statement.share_minor, statement.currency)],
    ]


def _paid(payout) -> list[str]:
    label = _("Paid on %(day)s to %(account)s") % {"day": _day(day_of(payout.paid_at)), "account": payout.bank}
    return [legible(label), amount(-payout.amount_minor, payout.currency)]


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
