"""How the catalog shows in the CMS; a module for each room."""

from . import board, checks, moderation, pages, reviews, submissions

__all__ = ["board", "checks", "moderation", "pages", "reviews", "submissions"]
