"""Reading carts: whose they are, and what they come to."""

from datetime import datetime
from uuid import UUID

from django.db.models import IntegerField, QuerySet
from django.utils import timezone

from commerce.errors import CouponRefused
from commerce.goods import Goods, Problem
from commerce.models import Cart, CartItem
from commerce.quote import Quote, Refused, priced
from commerce.taxes import NO_TAX, TaxRule
from lms_site.prepared import Prepared

from .coupons import coupon_named, eligible_offers, limits_of
from .goods import goods_of
from .holds import taken_for
from .owned import owned_goods


def carts_with_coupon() -> QuerySet[Cart]:
    """Carts with their coupons, and whether these are for some courses alone."""
    return Cart.objects.select_related("coupon__stock").annotate(coupon_is_limited=limits_of("coupon"))


CART: Prepared = Prepared(lambda user: carts_with_coupon().filter(user=user), user=IntegerField())
LOCKED_CART: Prepared = Prepared(
    lambda user: carts_with_coupon().filter(user=user).select_for_update(of=("self",)), user=IntegerField()
)
ITEMS: Prepared[CartItem] = Prepared(
    lambda cart: CartItem.objects.filter(cart=cart).select_related("offer__stock").order_by("pk"),
    cart=IntegerField(),
)


def find_cart(*, user=None, key: UUID | str | None = None, is_locked: bool = False) -> Cart | None:
    """The cart of a person, or of a visitor by their key; one query. `is_locked`: until the transaction ends."""
    if user is not None and user.is_authenticated:
        cart = next(iter((LOCKED_CART if is_locked else CART).rows(user=user.pk)), None)
    elif key:
        carts = carts_with_coupon().filter(key=key, user=None)
        cart = (carts.select_for_update(of=("self",)) if is_locked else carts).first()
    else:
        return None
    if cart is None:
        return None
    cart.user = user if cart.user_id else None
    if cart.coupon is not None:
        cart.coupon.is_limited = cart.coupon_is_limited
    return cart


def quote_cart(cart: Cart | None, *, rule: TaxRule = NO_TAX, now: datetime | None = None) -> Quote:
    """What the cart comes to at this moment. The first thing decides the currency of all.

    Queries: items, courses, what is owned; up to two more with a coupon, one each for bundles and paths.
    """
    if cart is None:
        return Quote()
    now = now or timezone.now()
    items = ITEMS.rows(cart=cart.pk)
    goods = goods_of([item.offer for item in items], now, coupon=cart.coupon)
    pairs = [(item, goods[item.offer_id]) for item in items]
    refused = _refused(cart, pairs, now)
    gone = {one.item.pk for one in refused}
    kept = [(item, one) for item, one in pairs if item.pk not in gone]
    eligible, refusal = _eligible(cart, [one for _item, one in kept], now)
    coupon = cart.coupon if eligible else None
    return Quote(
        lines=priced(kept, coupon=coupon, eligible=eligible, rule=rule),
        refused=tuple(refused),
        currency=kept[0][1].currency if kept else "",
        coupon=coupon,
        refusal=refusal,
        rule=rule,
    )


def _refused(cart: Cart, pairs: list[tuple[CartItem, Goods]], now: datetime) -> list[Refused]:
    owned = owned_goods(cart.user, [one for item, one in pairs if not item.is_gift], now)
    currency = next((one.currency for _item, one in pairs if not one.problem or one.is_for_holders), "")
    found = []
    held = taken_for(cart.user, now) if any(one.is_for_holders for _item, one in pairs) else set()
    for item, one in pairs:
        problem = "" if one.offer.stock_id in held and one.is_for_holders else one.problem
        if not problem and not item.is_gift and one.offer.pk in owned:
            problem = Problem.OWNED
        if not problem and one.currency != currency:
            problem = Problem.CURRENCY
        if problem:
            found.append(Refused(item=item, goods=one, problem=problem))
    return found


def _eligible(cart: Cart, goods: list[Goods], now: datetime) -> tuple[set[int], CouponRefused | None]:
    """The offers that the cart's coupon is for, and why there are none."""
    if cart.coupon is None or not goods:
        return set(), None
    try:
        return eligible_offers(cart.coupon, goods, user=cart.user, now=now), None
    except CouponRefused as refusal:
        return set(), refusal


def quote_with_coupon(cart: Cart | None, code: str, *, rule: TaxRule = NO_TAX, now: datetime | None = None) -> Quote:
    """What the cart would come to with this coupon in place of its own. Raises CouponRefused; nothing is changed."""
    if cart is None:
        raise CouponRefused("COUPON_NOT_FOR_THIS")
    cart.coupon = coupon_named(code)
    quote = quote_cart(cart, rule=rule, now=now)
    if quote.coupon is None:
        raise quote.refusal or CouponRefused("COUPON_NOT_FOR_THIS")
    return quote
