"""Refusals of the shop."""

from .buying import (
    AlreadyOwned,
    CartEmpty,
    CartFull,
    NotAsGift,
    NotForSale,
    OfferInvalid,
    OtherCurrency,
    OwnGift,
    PriceChanged,
    SoldOut,
)
from .coupons import CouponInvalid, CouponRefused
from .giving_back import GiftSpent, GiftTakenBack, GiftUnknown, RefundRefused
from .papers import NoInvoice, VatIdRefused
from .paying import (
    AlreadyPaid,
    GatewayRefused,
    GatewayUnavailable,
    NoGateway,
    NoticeTooEarly,
    OrderClosed,
    OrderNotPaid,
    PaymentOpen,
)
from .payouts import BankClosed, BankNumberWrong, PayoutRefused

__all__ = [
    "AlreadyOwned",
    "AlreadyPaid",
    "BankClosed",
    "BankNumberWrong",
    "CartEmpty",
    "CartFull",
    "CouponInvalid",
    "CouponRefused",
    "GatewayRefused",
    "GatewayUnavailable",
    "GiftSpent",
    "GiftTakenBack",
    "GiftUnknown",
    "NoGateway",
    "NoInvoice",
    "NotAsGift",
    "NotForSale",
    "NoticeTooEarly",
    "OfferInvalid",
    "OrderClosed",
    "OrderNotPaid",
    "OtherCurrency",
    "OwnGift",
    "PaymentOpen",
    "PayoutRefused",
    "PriceChanged",
    "RefundRefused",
    "SoldOut",
    "VatIdRefused",
]
