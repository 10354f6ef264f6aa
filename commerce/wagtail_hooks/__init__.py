"""How the shop shows in the CMS; a module for each area."""

from . import audit, orders, prices

__all__ = ["audit", "orders", "prices"]
