"""How the shop shows in the CMS; a module for each room."""

from . import papers

__all__ = ["papers"]
