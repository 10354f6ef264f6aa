"""Pages of the site that are not courses."""

from .pages import HomePage, StandardPage

__all__ = ["HomePage", "StandardPage"]
