"""Forms of the shop's pages."""

from .billing import BillingForm
from .cart import CouponForm, GiftForm

__all__ = ["BillingForm", "CouponForm", "GiftForm"]
