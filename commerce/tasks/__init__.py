"""Celery's entry points of the shop, one module an area; each may run twice."""

from . import offers, orders, reconciliation, refunds

__all__ = ["offers", "orders", "reconciliation", "refunds"]
