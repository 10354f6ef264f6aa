"""Stripe: payments by PaymentIntents, refunds, signed notices."""

from .gateway import API_VERSION, StripeGateway

__all__ = ["API_VERSION", "StripeGateway"]
