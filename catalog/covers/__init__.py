"""Batik covers: a picture for every course, drawn from its own title and category."""

from .cloth import MOTIFS
from .cover import MAX_HUE, MAX_SEED, cover_seed, cover_svg
from .trim import band_svg, frame_svg

__all__ = ["MAX_HUE", "MAX_SEED", "MOTIFS", "band_svg", "cover_seed", "cover_svg", "frame_svg"]
