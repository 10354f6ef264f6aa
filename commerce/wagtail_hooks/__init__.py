"""How the shop shows in the CMS; a module for each room."""

from . import books, papers, reconciliation

__all__ = ["books", "papers", "reconciliation"]
