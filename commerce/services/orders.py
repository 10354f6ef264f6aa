"""From a cart to an order that can be paid."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import IntegerField
from django.utils import timezone

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity
from commerce.errors import CartEmpty, PaymentOpen, PriceChanged
from commerce.events import OrderExpired
from commerce.models import LineCourse, Order, OrderLine, OrderStatus, PaymentStatus
from commerce.money import allocate
from commerce.numbers import new_number
from commerce.queries.cart import find_cart, quote_cart
from commerce.queries.order_details import note_details
from commerce.quote import Quote, QuoteLine, facts_of
from commerce.taxes import tax_rule
from lms_site.events import publish
from lms_site.prepared import Prepared

from .holds import hold_stocks, lock_seats, release_holds

HOLD = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Billing:
    """Who is billed. `vat_id` was checked before (commerce.vat)."""

    billing_name: str = ""
    billing_address: str = ""
    country: str = ""
    region: str = ""
    vat_id: str = ""


WAITING: Prepared[Order] = Prepared(
    lambda user: Order.objects.select_for_update().filter(user=user, status=OrderStatus.PENDING),
    user=IntegerField(),
)


@transaction.atomic
def place_order(*, user, billing: Billing, seen: str, language: str = "en", now: datetime | None = None) -> Order:
    """Order what is in the cart of `user`, at the prices of this moment.

    `seen` is the fingerprint of the quote that the buyer has agreed to. What can run out is held until
    `expires_at`. The same order again, while it waits to be paid, is the order that is there; another one
    takes its place. An order of nothing is paid at once. Raises CartEmpty, PriceChanged, SoldOut, PaymentOpen.
    """
    now = now or timezone.now()
    cart = find_cart(user=user, is_locked=True)
    rule = tax_rule(country=billing.country, region=billing.region, vat_id=billing.vat_id)
    quote = quote_cart(cart, rule=rule, now=now)
    waiting = next(iter(WAITING.rows(user=user.pk)), None)
    if waiting is not None and _is_same(waiting, billing, seen, now):
        return waiting
    _check(quote, seen)
    if waiting is not None:
        lock_seats(order=waiting, seats=_seats(quote))
        close_order(order=waiting, status=OrderStatus.CANCELLED, now=now)
    order = _write(user, billing, quote, language, now)
    record_activity(
        user=user, verb=ActivityVerb.ORDERED, label=order.number, object_key=f"order:{order.number}", now=now
    )
    hold_stocks(order=order, stock_ids=_stocks(quote), seats=_seats(quote), now=now)
    if order.total_minor == 0:
        from .payments import accept_free_order

        accept_free_order(order=order, now=now)
    return order


def _is_same(order: Order, billing: Billing, seen: str, now: datetime) -> bool:
    is_open = order.fingerprint == seen and order.expires_at > now
    return is_open and all(getattr(order, name) == value for name, value in asdict(billing).items())


def _check(quote: Quote, seen: str) -> None:
    if not quote.lines and not quote.refused:
        raise CartEmpty
    if quote.refused or quote.coupon_error or quote.fingerprint != seen:
        raise PriceChanged(facts_of(quote))


def _stocks(quote: Quote) -> list[int]:
    stocks = [line.goods.offer.stock_id for line in quote.lines]
    if quote.coupon is not None and quote.discount_minor:
        stocks.append(quote.coupon.stock_id)
    return [stock_id for stock_id in stocks if stock_id]


def _seats(quote: Quote) -> dict[int, int]:
    """The batches of the stocks that are seats."""
    batches = [line.goods.batch for line in quote.lines if line.goods.batch is not None]
    return {batch.stock_id: batch.pk for batch in batches}


def _write(user, billing: Billing, quote: Quote, language: str, now: datetime) -> Order:
    order = Order.objects.create(
        number=new_number(now),
        user=user,
        email=user.email,
        currency=quote.currency,
        list_minor=quote.list_minor,
        discount_minor=quote.discount_minor,
        net_minor=quote.net_minor,
        tax_minor=quote.tax_minor,
        total_minor=quote.total_minor,
        coupon=quote.coupon,
        coupon_code=quote.coupon.code if quote.coupon else "",
        language=language,
        fingerprint=quote.fingerprint,
        placed_at=now,
        expires_at=now + HOLD,
        **asdict(billing),
    )
    lines = [_line(order, place, line, quote) for place, line in enumerate(quote.lines, start=1)]
    OrderLine.objects.bulk_create(lines)
    LineCourse.objects.bulk_create(
        course for line, priced in zip(lines, quote.lines, strict=True) for course in _courses(line, priced)
    )
    note_details(order, lines)
    return order


def _line(order: Order, place: int, line: QuoteLine, quote: Quote) -> OrderLine:
    item, goods, rule = line.item, line.goods, quote.rule
    return OrderLine(
        order=order,
        offer=goods.offer,
        position=place,
        title=goods.title,
        list_minor=goods.price_minor,
        discount_minor=line.discount_minor,
        net_minor=line.taxed.net_minor,
        tax_minor=line.taxed.tax_minor,
        total_minor=line.taxed.total_minor,
        tax_name=rule.name,
        tax_percent=rule.percent,  # also where the buyer owes it: by this the invoice knows
        tax_included=rule.is_included,
        gift_email=item.gift_email,
        gift_name=item.gift_name,
        gift_message=item.gift_message,
        gift_on=item.gift_on,
    )


def _courses(line: OrderLine, priced: QuoteLine) -> list[LineCourse]:
    """The courses of a line; its net price belongs to them in the proportion of their list prices.

    Evenly where these are in several currencies: nobody changes money here.
    """
    cards = priced.goods.cards
    is_comparable = len({card.currency for card in cards if card.price_minor}) == 1
    parts = allocate(line.net_minor, [card.price_minor if is_comparable else 1 for card in cards])
    return [
        LineCourse(line=line, course_key=card.course_key, title=card.title, net_minor=part)
        for card, part in zip(cards, parts, strict=True)
    ]


def lock_order(order_id: int) -> Order:
    """The order, locked, with its buyer. Call inside a transaction."""
    return Order.objects.select_for_update(of=("self",)).select_related("user").get(pk=order_id)


@transaction.atomic
def close_order(*, order: Order, status: OrderStatus, now: datetime | None = None) -> None:
    """End a locked order that was not paid, and give back what it holds; its payment is ended after the commit.

    Raises PaymentOpen while a bank is working on the payment.
    """
    if order.payments.filter(status=PaymentStatus.PROCESSING).exists():
        raise PaymentOpen
    order.status, order.closed_at = status, now or timezone.now()
    order.save(update_fields=["status", "closed_at"])
    release_holds(order=order, now=now)
    publish(OrderExpired(order_id=order.pk))


def expire_orders(*, now: datetime | None = None) -> int:
    """End the orders whose time to be paid is over; those that a bank is working on wait. Returns how many."""
    now = now or timezone.now()
    due = Order.objects.filter(status=OrderStatus.PENDING, expires_at__lte=now)
    due = due.exclude(payments__status=PaymentStatus.PROCESSING)
    return sum(_expire(pk, now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _expire(order_id: int, now: datetime) -> bool:
    due = Order.objects.select_for_update().filter(pk=order_id, status=OrderStatus.PENDING, expires_at__lte=now)
    order = due.first()
    if order is None or order.payments.filter(status=PaymentStatus.PROCESSING).exists():
        return False
    close_order(order=order, status=OrderStatus.EXPIRED, now=now)
    return True


@transaction.atomic
def cancel_order(*, user, order: Order, now: datetime | None = None) -> Order:
    """The buyer does not want to pay after all; the cart stays as it is. Raises PaymentOpen; paid ones stay paid."""
    order = Order.objects.select_for_update().get(pk=order.pk, user=user)
    if order.status == OrderStatus.PENDING:
        close_order(order=order, status=OrderStatus.CANCELLED, now=now)
    return order
