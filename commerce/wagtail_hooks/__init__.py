"""How the shop shows in the CMS; a module for each room."""

from . import books

__all__ = ["books"]
