"""The books of sales and refunds: double entries, and who gets which part.

Callers hold the lock of the order. What the accounts mean, and how is rounded, stands in docs/money.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Sum

from commerce.models import (
    Account,
    LedgerEntry,
    Order,
    OrderLine,
    Payment,
    PaymentStatus,
    Refund,
    RefundLine,
    Revenue,
    ShopSettings,
)
from commerce.queries.commissions import sharers_of
from commerce.splitting import Sharer, split_net, take_back

from .postings import account_of, book, received, returned


@dataclass(kw_only=True)
class SoldLine:
    """A line of an order as the books need it: its amounts, and the net price of each of its courses."""

    pk: int
    net_minor: int
    tax_minor: int
    courses: dict[UUID, int]

    @property
    def rest_minor(self) -> int:
        """What belongs to no course; nothing, unless a line was sold without one."""
        return self.net_minor - sum(self.courses.values())


@dataclass(frozen=True, kw_only=True)
class PartLeft:
    """What somebody still has of a sold course, refunds taken off."""

    line_id: int
    course_key: UUID
    instructor_id: int | None
    percent: Decimal
    available_at: datetime
    left_minor: int


@transaction.atomic(savepoint=False)
def book_sale(*, order: Order, payment: Payment | None, now: datetime) -> None:
    """Book a paid order, line by line: tax, the platform's share, the instructors' shares.

    Lines whose shares are booked already are left as they are. Shares can be paid out when the holding
    time of the shop is over. Eight queries at most, however many lines; an order of nothing has no payment.
    """
    lines = _lines_to_book(order)
    settings = ShopSettings.load()
    sharers = sharers_of(
        {key for line in lines for key in line.courses},
        coupon_owner_id=order.coupon.owner_id if order.coupon else None,
        settings=settings,
    )
    shares = [share for line in lines for share in _shares_of(line, sharers)]
    for share in shares:
        share.currency, share.created_at = order.currency, now
        share.available_at = now + timedelta(days=settings.holding_days)
    Revenue.objects.bulk_create(shares, batch_size=500)
    entries = [
        *(received(f"sale:line:{line.pk}:tax", Account.TAX, line.tax_minor) for line in lines),
        *(received(f"sale:line:{line.pk}:rest", Account.PLATFORM, line.rest_minor) for line in lines),
        *(received(f"sale:{_whose(share)}", *_credited(share)) for share in shares),
    ]
    book(entries, currency=order.currency, now=now, order=order)


@transaction.atomic
def book_surplus(*, payment: Payment, now: datetime) -> None:
    """Book money that came without need: it is owed back. Booked once, however often it is asked for."""
    entry = received(f"surplus:payment:{payment.pk}", Account.UNAPPLIED, payment.amount_minor)
    if not LedgerEntry.objects.filter(key=entry.key).exists():
        book([entry], currency=payment.currency, now=now, order=payment.order)


@transaction.atomic
def book_refund(*, refund: Refund, now: datetime) -> None:
    """Book money that went back, the reverse of what was booked when it came; once, however often asked for.

    Everybody gives back in proportion to what they still have of the line, so that several refunds never
    take more than the sale gave. What the lines do not explain, the platform bears.
    """
    if LedgerEntry.objects.filter(key__startswith=f"refund:{refund.pk}:").exists():
        return
    lines = list(refund.lines.all())
    left = _left_of(lines)
    shares = [share for line in lines for share in _shares_back(line, left.get(line.line_id, []))]
    for share in shares:
        share.refund, share.currency, share.created_at = refund, refund.currency, now
    Revenue.objects.bulk_create(shares, batch_size=500)
    explained = sum(line.tax_minor for line in lines) - sum(share.amount_minor for share in shares)
    bearer = Account.UNAPPLIED if refund.payment.status == PaymentStatus.SURPLUS else Account.PLATFORM
    entries = [
        *(returned(f"refund:{refund.pk}:line:{line.line_id}:tax", Account.TAX, line.tax_minor) for line in lines),
        *(returned(f"refund:{refund.pk}:{_whose(share)}", *_debited(share)) for share in shares),
        returned(f"refund:{refund.pk}:rest", bearer, refund.amount_minor - explained),
    ]
    book(entries, currency=refund.currency, now=now, order=refund.order)


def _lines_to_book(order: Order) -> list[SoldLine]:
    """Lines that have no shares yet; one query."""
    booked = Exists(Revenue.objects.filter(line=OuterRef("pk")))
    rows = OrderLine.objects.filter(~booked, order=order).order_by("position", "courses__pk")
    lines: dict[int, SoldLine] = {}
    for pk, net, tax, key, part in rows.values_list(
        "pk", "net_minor", "tax_minor", "courses__course_key", "courses__net_minor"
    ):
        line = lines.setdefault(pk, SoldLine(pk=pk, net_minor=net, tax_minor=tax, courses={}))
        if key is not None:
            line.courses[key] = part
    return list(lines.values())


def _shares_of(line: SoldLine, sharers: Mapping[UUID, Sequence[Sharer]]) -> Iterable[Revenue]:
    """The platform's row is there also where it gets nothing: it counts the sale."""
    for key, net_minor in line.courses.items():
        for part in split_net(net_minor, sharers[key]):
            yield Revenue(
                kind=Revenue.Kind.SALE,
                line_id=line.pk,
                course_key=key,
                instructor_id=part.instructor_id,
                percent=part.percent,
                amount_minor=part.amount_minor,
            )


def _left_of(lines: Iterable[RefundLine]) -> dict[int, list[PartLeft]]:
    """What everybody still has of these lines, by line, in a fixed order; one query."""
    rows = (
        Revenue.objects.filter(line__in=[line.line_id for line in lines])
        .values("line_id", "course_key", "instructor_id", "percent", "available_at")
        .annotate(left_minor=Sum("amount_minor"))
        .order_by("line_id", "course_key", "instructor_id")
    )
    left: dict[int, list[PartLeft]] = {}
    for row in rows:
        left.setdefault(row["line_id"], []).append(PartLeft(**row))
    return left


def _shares_back(line: RefundLine, left: Sequence[PartLeft]) -> Iterable[Revenue]:
    """What everybody gives back of one line; it counts against payouts when the sale could be paid out."""
    there = [part.left_minor for part in left]
    amounts = take_back(min(line.amount_minor - line.tax_minor, sum(there)), there)
    for part, amount in zip(left, amounts, strict=True):
        yield Revenue(
            kind=Revenue.Kind.REFUND,
            line_id=part.line_id,
            course_key=part.course_key,
            instructor_id=part.instructor_id,
            percent=part.percent,
            available_at=part.available_at,
            amount_minor=-amount,
        )


def _whose(share: Revenue) -> str:
    """The part of a key that says of what, and whose: no two shares of a fact have the same."""
    person = "platform" if share.instructor_id is None else f"instructor:{share.instructor_id}"
    return f"line:{share.line_id}:course:{share.course_key}:{person}"


def _credited(share: Revenue) -> tuple[Account, int, int | None]:
    return account_of(share.instructor_id), share.amount_minor, share.instructor_id


def _debited(share: Revenue) -> tuple[Account, int, int | None]:
    return account_of(share.instructor_id), -share.amount_minor, share.instructor_id
