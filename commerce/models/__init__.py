"""The nouns of selling: what can be bought, who means to, what was paid, whose money it is."""

from .audit import MoneyAct
from .cart import Cart, CartItem
from .commission import CommissionRule, InstructorShare
from .coupon import Coupon, CouponCourse
from .gift import Gift
from .hold import Hold
from .invoice import Invoice, InvoiceKind, InvoiceSeries
from .ledger import Account, LedgerEntry
from .offer import BundleCourse, Offer, OfferKind
from .order import Order, OrderStatus
from .order_flag import OrderFlag
from .order_line import LineCourse, OrderLine
from .payment import Payment, PaymentStatus
from .payout import BankAccount, Payout, PayoutBatch
from .provider_event import ProviderEvent
from .reconciliation import ReconciliationDifference, ReconciliationRun
from .refund import Refund, RefundLine, RefundStatus
from .revenue import Revenue
from .sales_day import SalesDay
from .shop import ShopSettings
from .tax import TaxRate

__all__ = [
    "Account",
    "BankAccount",
    "BundleCourse",
    "Cart",
    "CartItem",
    "CommissionRule",
    "Coupon",
    "CouponCourse",
    "Gift",
    "Hold",
    "InstructorShare",
    "Invoice",
    "InvoiceKind",
    "InvoiceSeries",
    "LedgerEntry",
    "LineCourse",
    "MoneyAct",
    "Offer",
    "OfferKind",
    "Order",
    "OrderFlag",
    "OrderLine",
    "OrderStatus",
    "Payment",
    "PaymentStatus",
    "Payout",
    "PayoutBatch",
    "ProviderEvent",
    "ReconciliationDifference",
    "ReconciliationRun",
    "Refund",
    "RefundLine",
    "RefundStatus",
    "Revenue",
    "SalesDay",
    "ShopSettings",
    "TaxRate",
]
