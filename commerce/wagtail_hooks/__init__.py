"""How the shop shows in the CMS; a module for each room."""

from . import books, papers

__all__ = ["books", "papers"]
