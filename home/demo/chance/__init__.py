"""Statistics Without Fear: six lessons on summaries, luck and evidence."""

from home.demo.chance.course import COURSE

__all__ = ["COURSE"]
