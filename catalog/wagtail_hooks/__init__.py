"""How the catalog shows in the CMS; a module for each room."""

from . import board, checks, pages, paths, reviews, submissions

__all__ = ["board", "checks", "pages", "paths", "reviews", "submissions"]
