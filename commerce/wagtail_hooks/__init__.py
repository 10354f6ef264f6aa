"""How the shop shows in the CMS; a module for each room."""

from . import reconciliation

__all__ = ["reconciliation"]
