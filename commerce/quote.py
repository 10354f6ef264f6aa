"""What a cart comes to: prices of this moment, discount, tax, and what stands in the way."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from commerce.errors import CouponRefused
from commerce.goods import Goods
from commerce.models import CartItem, Coupon
from commerce.money import allocate, percent_of
from commerce.taxes import NO_TAX, Taxed, TaxRule, taxed


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """One thing of the cart that can be bought, priced."""

    item: CartItem
    goods: Goods
    discount_minor: int
    taxed: Taxed

    @property
    def has_changed(self) -> bool:
        """Whether the price is another one than when it was shown first."""
        return (self.item.seen_minor, self.item.seen_currency) != (self.goods.price_minor, self.goods.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One thing of the cart that cannot be bought; `problem` is a word of `goods.Problem`."""

    item: CartItem
    goods: Goods
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """All of a cart; `refusal` is why its coupon does not count. Tax counts where `rule` was asked for."""

    lines: tuple[QuoteLine, ...] = ()
    refused: tuple[Refused, ...] = ()
    currency: str = ""
    coupon: Coupon | None = None
    refusal: CouponRefused | None = None
    rule: TaxRule = field(default=NO_TAX)

    @property
    def coupon_error(self) -> str:
        """The sentence for people; "" where the coupon counts, or there is none."""
        return str(self.refusal) if self.refusal else ""

    @property
    def list_minor(self) -> int:
        return sum(line.goods.price_minor for line in self.lines)

    @property
    def discount_minor(self) -> int:
        return sum(line.discount_minor for line in self.lines)

    @property
    def net_minor(self) -> int:
        return sum(line.taxed.net_minor for line in self.lines)

    @property
    def tax_minor(self) -> int:
        return sum(line.taxed.tax_minor for line in self.lines)

    @property
    def total_minor(self) -> int:
        return self.net_minor + self.tax_minor

    @property
    def fingerprint(self) -> str:
        """Changes whenever something does that the buyer agreed to: what, for whom, for how much."""
        parts = [f"{self.currency} {self.total_minor} {self.tax_minor} {self.coupon.pk if self.coupon else ''}"]
        for line in self.lines:
            parts.append(f"{line.goods.offer.pk} {line.taxed.total_minor} {line.item.gift_email}")
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def priced(
    pairs: list[tuple[CartItem, Goods]], *, coupon: Coupon | None, eligible: set[int], rule: TaxRule
) -> tuple[QuoteLine, ...]:
    """The lines of these goods under a coupon, which is for the offers `eligible` alone, and a tax rule.

    A percentage is rounded line by line, an amount is spread in the proportion of the prices; a line never
    costs less than nothing.
    """
    discounts = _discounts(pairs, coupon, eligible)
    return tuple(
        QuoteLine(
            item=item,
            goods=goods,
            discount_minor=discount,
            taxed=taxed(goods.price_minor - discount, rule),
        )
        for (item, goods), discount in zip(pairs, discounts, strict=True)
    )


def _discounts(pairs: list[tuple[CartItem, Goods]], coupon: Coupon | None, eligible: set[int]) -> list[int]:
    prices = [goods.price_minor if goods.offer.pk in eligible else 0 for _item, goods in pairs]
    if coupon is None or not any(prices):
        return [0] * len(pairs)
    if coupon.percent is not None:
        return [percent_of(price, coupon.percent) for price in prices]
    return allocate(min(coupon.amount_minor or 0, sum(prices)), prices)


def facts_of(quote: Quote) -> dict[str, Any]:
    """What a buyer who has seen another quote must know: for programs, plain data.

    `changed` are the items whose price is not the one that was shown first, `refused` those that cannot be
    bought, each with its problem.
    """
    return {
        "fingerprint": quote.fingerprint,
        "total_minor": quote.total_minor,
        "currency": quote.currency,
        "changed": [line.item.pk for line in quote.lines if line.has_changed],
        "refused": [{"item": one.item.pk, "problem": one.problem} for one in quote.refused],
        "coupon": quote.refusal.code if quote.refusal else None,
    }
