"""Texts that are not all shown at once: sections that open, and tabs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock

from catalog.blocks.base import GroupBlock, LineBlock, ProseBlock

GROUP = _("Practice and order")
MAX_ITEMS = 12


class SectionBlock(GroupBlock):
    """One part: a title and what is behind it."""

    title = LineBlock(label=_("Title"), max_length=120)
    text = ProseBlock(label=_("Text"), max_length=10_000)

    class Meta:
        icon = "list-ul"


class AccordionBlock(GroupBlock):
    items = ListBlock(SectionBlock(), label=_("Sections"), min_num=1, max_num=MAX_ITEMS)

    class Meta:
        label = _("Sections that open")
        icon = "collapse-down"
        group = GROUP
        template = "blocks/accordion.html"
        label_format = ""
        description = _("Titles that open on a click: for details that not everybody needs.")
        preview_value = {
            "items": [
                {
                    "title": _("My dough is too wet"),
                    "text": _("<p>Wait ten minutes before you add flour: it is still drinking.</p>"),
                },
                {"title": _("My dough tears"), "text": _("<p>Let it rest, then go on.</p>")},
            ]
        }


class TabsBlock(GroupBlock):
    items = ListBlock(SectionBlock(), label=_("Tabs"), min_num=2, max_num=6)

    class Meta:
        label = _("Tabs")
        icon = "table"
        group = GROUP
        template = "blocks/tabs.html"
        label_format = ""
        description = _("The same thing in several ways, side by side: by hand and by machine, Mac and Windows.")
        preview_value = {
            "items": [
                {"title": _("By hand"), "text": _("<p>Knead for ten minutes on a board.</p>")},
                {"title": _("By machine"), "text": _("<p>Four minutes slowly, six minutes fast.</p>")},
            ]
        }
