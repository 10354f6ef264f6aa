"""The short lists of a course page: what people will learn, need, ask."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from catalog.blocks.base import GroupBlock, LineBlock, ProseBlock

MAX_ITEMS = 20


class PointBlock(LineBlock):
    """One line of a list."""

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)

    class Meta:
        label = _("Point")
        icon = "check"
        template = "blocks/item.html"
        description = _("One line of the list.")
        preview_value = _("Bake a loaf with four ingredients")


class ItemList(StreamBlock):
    """A list of short lines: outcomes, requirements, audience."""

    item = PointBlock()

    class Meta:
        max_num = MAX_ITEMS


class FaqBlock(GroupBlock):
    """A question people ask before they enroll, and its answer."""

    question = LineBlock(label=_("Question"), max_length=200)
    answer = ProseBlock(label=_("Answer"), max_length=3000)

    class Meta:
        label = _("Question and answer")
        icon = "help"
        template = "blocks/faq_item.html"
        description = _("A question people ask before they enroll.")
        preview_value = {
            "question": _("Do I need a machine?"),
            "answer": _("<p>No. Two hands and a bowl are enough.</p>"),
        }


class FaqList(StreamBlock):
    """Questions and answers about a course."""

    item = FaqBlock()

    class Meta:
        max_num = MAX_ITEMS
