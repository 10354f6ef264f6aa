"""Celery's entry points of the shop, one module an area; each may run twice."""

from . import offers, orders, refunds

__all__ = ["offers", "orders", "refunds"]
