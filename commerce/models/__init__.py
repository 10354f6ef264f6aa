"""The nouns of selling: what can be bought, who means to, what was paid, whose money it is."""

from .audit import MoneyAct
from .cart import Cart, CartItem
from .coupon import Coupon, CouponCourse
from .gift import Gift
from .invoice import Invoice, InvoiceKind, InvoiceSeries
from .offer import BundleCourse, Offer, OfferKind
from .order import LineCourse, Order, OrderFlag, OrderLine, OrderStatus
from .payment import Payment, PaymentStatus, ProviderEvent, Refund, RefundLine, RefundStatus
from .payout import BankAccount, Payout, PayoutBatch
from .reconciliation import ReconciliationDifference, ReconciliationRun
from .revenue import Account, CommissionRule, InstructorShare, LedgerEntry, Revenue, SalesDay
from .shop import ShopSettings
from .stock import Hold, Stock
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
    "Stock",
    "TaxRate",
]
