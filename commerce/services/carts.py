"""Putting things into carts and taking them out. Prices are looked up each time and never taken from a client."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models.user import normalise_email
from commerce.errors import AlreadyOwned, CartFull, NotAsGift, NotForSale, OtherCurrency, OwnGift, SoldOut
from commerce.goods import Goods, Problem
from commerce.models import Cart, CartItem, Offer
from commerce.queries.cart import find_cart
from commerce.queries.coupons import coupon_named, eligible_offers
from commerce.queries.goods import goods_of
from commerce.queries.holds import taken_for
from commerce.queries.owned import owned_goods

MOST_ITEMS = 50


@transaction.atomic
def open_cart(*, user=None, key: UUID | str | None = None) -> Cart:
    """The locked cart of a person or of a visitor, made where there is none."""
    cart = find_cart(user=user, key=key)
    if cart is None:
        owner = user if user is not None and user.is_authenticated else None
        if owner is not None:
            cart, _is_new = Cart.objects.get_or_create(user=owner)
        else:
            cart = Cart.objects.create()
    return Cart.objects.select_for_update(of=("self",)).select_related("user").get(pk=cart.pk)


@transaction.atomic
def add_to_cart(
    *, cart: Cart, offer: Offer, gift: dict[str, str | date | None] | None = None, now: datetime | None = None
) -> CartItem:
    """Put an offer into the cart, once; a second time changes for whom it is.

    `gift` has the fields of `GiftFields`. Raises NotForSale, SoldOut, AlreadyOwned, OtherCurrency, OwnGift,
    NotAsGift, CartFull.
    """
    cart = _locked(cart)
    now = now or timezone.now()
    goods = goods_of([offer], now)[offer.pk]
    _check(cart, goods, is_gift=bool(gift), now=now)
    if gift and cart.user and normalise_email(str(gift.get("gift_email") or "")) == cart.user.email:
        raise OwnGift
    items = list(cart.items.select_related("offer"))
    if len(items) >= MOST_ITEMS and all(item.offer_id != offer.pk for item in items):
        raise CartFull
    if any(item.seen_currency != goods.currency and item.offer_id != offer.pk for item in items):
        raise OtherCurrency
    no_gift = {"gift_email": "", "gift_name": "", "gift_message": "", "gift_on": None}
    item, _is_new = CartItem.objects.update_or_create(
        cart=cart,
        offer=offer,
        defaults={
            **no_gift,
            **(gift or {}),
            "seen_minor": goods.price_minor,
            "seen_currency": goods.currency,
        },
    )
    _touch(cart, now)
    return item


@transaction.atomic
def put_into_cart(*, user, key: UUID | str | None, offer: Offer, gift: dict[str, str | date | None] | None) -> Cart:
    """`add_to_cart` for a caller who may have no cart yet: where the thing is refused, none is made."""
    cart = open_cart(user=user, key=key)
    add_to_cart(cart=cart, offer=offer, gift=gift)
    return cart


def _check(cart: Cart, goods: Goods, *, is_gift: bool, now: datetime) -> None:
    is_theirs = goods.is_for_holders and goods.offer.stock_id in taken_for(cart.user, now)
    if goods.problem and not is_theirs:
        raise SoldOut if goods.problem == Problem.SOLD_OUT else NotForSale
    if is_gift and goods.batch is not None:
        raise NotAsGift
    if not is_gift and owned_goods(cart.user, [goods], now):
        raise AlreadyOwned


@transaction.atomic
def remove_from_cart(*, cart: Cart, item_ids: Iterable[int]) -> int:
    """Take things out; what is not in it is not missed. Returns how many went."""
    cart = _locked(cart)
    removed, _by_model = CartItem.objects.filter(cart=cart, pk__in=list(item_ids)).delete()
    _touch(cart, timezone.now())
    return removed


@transaction.atomic
def empty_cart(*, cart: Cart) -> None:
    """Take everything out, the coupon too; twice is doing it once."""
    cart = _locked(cart)
    cart.items.all().delete()
    cart.coupon = None
    _touch(cart, timezone.now())


@transaction.atomic
def use_coupon(*, cart: Cart, code: str, now: datetime | None = None) -> Cart:
    """Let a coupon count for the cart in place of another one. Raises CouponRefused."""
    cart = _locked(cart)
    now = now or timezone.now()
    coupon = coupon_named(code)
    items = list(cart.items.select_related("offer__stock"))
    goods = goods_of([item.offer for item in items], now, coupon=coupon).values()
    eligible_offers(coupon, [one for one in goods if not one.problem], user=cart.user, now=now)
    cart.coupon = coupon
    _touch(cart, now)
    return cart


@transaction.atomic
def drop_coupon(*, cart: Cart) -> None:
    """Let no coupon count for the cart."""
    cart = _locked(cart)
    cart.coupon = None
    _touch(cart, timezone.now())


@transaction.atomic
def accept_prices(*, cart: Cart, now: datetime | None = None) -> None:
    """Remember that the buyer has seen what things cost now."""
    cart = _locked(cart)
    items = list(cart.items.select_related("offer__stock"))
    goods = goods_of([item.offer for item in items], now)
    changed = []
    for item in items:
        one = goods[item.offer_id]
        if (item.seen_minor, item.seen_currency) != (one.price_minor, one.currency) and not one.problem:
            item.seen_minor, item.seen_currency = one.price_minor, one.currency
            changed.append(item)
    CartItem.objects.bulk_update(changed, ["seen_minor", "seen_currency"])


@transaction.atomic
def merge_carts(*, user, key: UUID | str | None) -> None:
    """When a visitor signs in: what they had put together joins what the person had; the visitor's cart ends.

    Things in another currency than the person's cart stay out of it, and so does what is beyond its size.
    """
    guest = Cart.objects.select_for_update().filter(key=key, user=None).first() if key else None
    if guest is None:
        return
    mine = open_cart(user=user)
    have = list(mine.items.all())
    known = {item.offer_id for item in have}
    currencies = {item.seen_currency for item in have}
    fresh = [item for item in guest.items.all() if item.offer_id not in known]
    fitting = [item for item in fresh if not currencies or item.seen_currency in currencies]
    moving = fitting[: MOST_ITEMS - len(have)]
    CartItem.objects.filter(pk__in=[item.pk for item in moving]).update(cart=mine)
    mine.coupon = mine.coupon or guest.coupon
    _touch(mine, timezone.now())
    guest.delete()


def clear_bought(*, user, offer_ids: Iterable[int], coupon_id: int | None) -> None:
    """Take what was bought out of the person's cart, and the coupon that was used."""
    CartItem.objects.filter(cart__user=user, offer__in=list(offer_ids)).delete()
    if coupon_id is not None:
        Cart.objects.filter(user=user, coupon=coupon_id).update(coupon=None)


def drop_old_carts(*, before: datetime) -> int:
    """Delete carts of visitors that nobody has touched since; returns how many."""
    gone = Cart.objects.filter(user=None, updated_at__lt=before)
    return gone.delete()[1].get("commerce.Cart", 0)


def _locked(cart: Cart) -> Cart:
    return Cart.objects.select_for_update(of=("self",)).select_related("user").get(pk=cart.pk)


def _touch(cart: Cart, now: datetime) -> None:
    cart.updated_at = now
    cart.save(update_fields=["coupon", "updated_at"])
