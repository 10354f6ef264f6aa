"""Forms of the shop's pages."""

from .billing import BillingForm
from .cart import CouponForm, GiftForm
from .earnings import BankForm, PeriodForm

__all__ = ["BankForm", "BillingForm", "CouponForm", "GiftForm", "PeriodForm"]
