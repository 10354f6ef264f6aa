"""The blocks that lessons and course pages are made of.

One file a family; `streams` puts them together, `field` stores them, `reading` asks about them.
"""

from catalog.blocks.field import BodyField
from catalog.blocks.lists import FaqList, ItemList
from catalog.blocks.streams import CourseDescription, LessonBody

__all__ = ["BodyField", "CourseDescription", "FaqList", "ItemList", "LessonBody"]
