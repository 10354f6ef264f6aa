"""Celery's entry points of the shop, one module an area; each may run twice."""

from . import offers, orders, papers, payouts, reconciliation, refunds, sales

__all__ = ["offers", "orders", "papers", "payouts", "reconciliation", "refunds", "sales"]
