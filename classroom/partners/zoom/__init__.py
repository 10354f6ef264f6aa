"""Zoom: meetings in which everybody has a place, and which tell who came and went."""

from .partner import ZoomPartner

__all__ = ["ZoomPartner"]
