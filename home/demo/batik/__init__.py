"""Batik by Numbers: fifteen lessons on cloth, symmetry and Python."""

from home.demo.batik.course import COURSE

__all__ = ["COURSE"]
