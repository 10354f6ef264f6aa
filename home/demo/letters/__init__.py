"""Writing That Gets Read: five short lessons in any order."""

from home.demo.letters.course import COURSE

__all__ = ["COURSE"]
