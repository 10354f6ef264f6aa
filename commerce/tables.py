"""What instructors take away of their sales, as headings and rows; amounts in whole units."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models.price import MINOR_PER_MAJOR
from catalog.queries.named_courses import titles_of
from commerce.days import day_of, midnight
from commerce.models import Revenue
from commerce.queries.earnings import paid_payouts
from commerce.queries.sales import daily_rows, sales_days

Table = tuple[list[str], Iterator[list[Any]]]


def units(amount_minor: int) -> Decimal:
    """Whole units with two decimals, exact."""
    return (Decimal(amount_minor) / MINOR_PER_MAJOR).quantize(Decimal("0.01"))


def sales_rows(user: User, *, since: date, until: date) -> Table:
    """The person's part of every day and course; two queries."""
    headings = [
        *(_("Day"), _("Course"), _("Currency"), _("Sold"), _("Your share of sales"), _("Refunds")),
        *(_("Your share of refunds"), _("Your share")),
    ]
    days = sales_days(since=since, until=until, instructor_id=user.pk)
    rows = (
        [
            row.day,
            title,
            row.currency,
            row.sold_count,
            units(row.net_minor),
            row.refunded_count,
            units(row.refunded_minor),
            units(row.share_minor),
        ]
        for row, title in daily_rows(days)
    )
    return headings, rows


def statement_rows(user: User, *, since: date, until: date) -> Table:
    """Every sale, refund and payout of the time, the oldest first; three queries."""
    headings = [_("Day"), _("What"), _("Order"), _("Course"), _("Percent"), _("Amount"), _("Currency")]
    moments = {"created_at__gte": midnight(since), "created_at__lt": midnight(until + timedelta(days=1))}
    revenues = Revenue.objects.filter(instructor=user, **moments).order_by("created_at", "pk")
    shares = list(revenues.select_related("line__order"))
    titles = titles_of(share.course_key for share in shares)
    rows = [
        [
            day_of(share.created_at),
            str(share.get_kind_display()),
            share.line.order.number,
            titles.get(share.course_key, ""),
            share.percent,
            units(share.amount_minor),
            share.currency,
        ]
        for share in shares
    ]
    rows += [
        [day_of(payout.paid_at), _("Payout"), "", payout.bank, "", units(-payout.amount_minor), payout.currency]
        for payout in paid_payouts(user, since=since, until=until)
    ]
    return headings, iter(sorted(rows, key=lambda row: row[0]))
