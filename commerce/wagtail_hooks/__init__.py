"""How the shop shows in the CMS; a module for each area."""

from . import audit, books, orders, papers, prices, reconciliation

__all__ = ["audit", "books", "orders", "papers", "prices", "reconciliation"]
