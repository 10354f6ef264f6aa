"""Pages of the site that are not courses, and its look."""

from .look import Palette, SiteLook
from .pages import HomePage, StandardPage

__all__ = ["HomePage", "Palette", "SiteLook", "StandardPage"]
