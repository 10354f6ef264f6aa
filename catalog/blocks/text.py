"""Words: heading, running text, box, quotation, shared text."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, StructValue

from catalog.blocks.base import AddressBlock, CleanRichText, GroupBlock, LineBlock, LinesBlock, ProseBlock
from catalog.blocks.choosers import SharedTextChooser
from catalog.blocks.samples import SampleText
from catalog.markup import safe_link

GROUP = _("Text")
LEVELS = [("h2", _("Section")), ("h3", _("Part of a section"))]
KINDS = [("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning")), ("example", _("Example"))]
KIND_ICONS = {"note": "info", "tip": "lightbulb", "warning": "triangle-alert", "example": "flask-conical"}


def heading_anchor(text: str) -> str:
    """Return the id that a heading gets: its words behind `h-`, so that no id of the page is ever hit."""
    return f"h-{slugify(text, allow_unicode=True)[:60].strip('-') or 'section'}"


class HeadingValue(StructValue):
    """A heading with the tag that it may have."""

    @property
    def tag(self) -> str:
        return "h3" if self.get("level") == "h3" else "h2"


class HeadingBlock(GroupBlock):
    text = LineBlock(label=_("Heading"), max_length=120)
    level = ChoiceBlock(label=_("Level"), choices=LEVELS, default="h2", search_index=False)

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context.setdefault("anchor", heading_anchor(value.get("text") or ""))
        return context

    class Meta:
        label = _("Heading")
        icon = "title"
        group = GROUP
        template = "blocks/heading.html"
        value_class = HeadingValue
        description = _("Starts a section. Learners can jump to it, and link to it.")
        preview_value = {"text": _("Why the dough needs to rest"), "level": "h2"}


class ParagraphBlock(ProseBlock):
    """Running text."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=20_000, **kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = GROUP
        template = "blocks/paragraph.html"
        description = _("Running text with bold, italic, links, lists and short code.")
        preview_value = _(
            "<p>Bread is <b>flour, water, salt and time</b>. The first three you can buy.</p>"
            "<ul><li>Knead until it is smooth</li><li>Let it rest for an hour</li></ul>"
        )


class CalloutValue(StructValue):
    """A box with its kind in words and as an icon; neither depends on colour."""

    @property
    def variant(self) -> str:
        """The kind, or a note where it is none that is offered."""
        return self.get("kind") if self.get("kind") in KIND_ICONS else "note"

    @property
    def kind_name(self) -> str:
        return str(dict(KINDS)[self.variant])

    @property
    def icon(self) -> str:
        return KIND_ICONS[self.variant]


class CalloutBlock(GroupBlock):
    kind = ChoiceBlock(label=_("Kind"), choices=KINDS, default="note", search_index=False)
    title = LineBlock(label=_("Title"), required=False, max_length=120, help_text=_("Empty: the kind is shown alone."))
    text = ProseBlock(label=_("Text"), max_length=3000)

    class Meta:
        label = _("Highlighted box")
        icon = "info-circle"
        group = GROUP
        template = "blocks/callout.html"
        value_class = CalloutValue
        label_format = "{kind} {title}"
        description = _("A note, tip, warning or example that stands out from the text.")
        preview_value = {
            "kind": "tip",
            "title": _("Cold butter"),
            "text": _("<p>Put the butter into the freezer for ten minutes first.</p>"),
        }


class QuoteValue(StructValue):
    """A quotation whose source is linked when it is a real address."""

    @property
    def source_link(self) -> str:
        return safe_link(self.get("source_url"))


class QuoteBlock(GroupBlock):
    text = LinesBlock(label=_("Quotation"), max_length=3000, rows=3, help_text=_("Without quotation marks."))
    attribution = LineBlock(label=_("Who said it"), required=False, max_length=200)
    source_url = AddressBlock(label=_("Address of the source"), required=False, max_length=500)

    def mistakes(self, value: StructValue) -> dict[str, Any]:
        if value.get("source_url") and not safe_link(value["source_url"]):
            return {"source_url": now_("Use an address that starts with https:// or http://.")}
        return {}

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        group = GROUP
        template = "blocks/quote.html"
        value_class = QuoteValue
        description = _("Somebody's words, with their name and where they stand.")
        preview_value = {
            "text": _("For the things we have to learn before we can do them, we learn by doing them."),
            "attribution": _("Aristotle, Nicomachean Ethics"),
        }


class SharedTextBlock(SharedTextChooser):
    """A text that several lessons share."""

    def __init__(self, **kwargs: Any):
        super().__init__("catalog.ReusableText", **kwargs)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["text"] = CleanRichText(value.body) if value else ""
        return context

    class Meta:
        label = _("Reusable text")
        icon = "snippet"
        group = GROUP
        template = "blocks/snippet.html"
        description = _("A text that stands in several lessons and is corrected in one place.")

        @staticmethod
        def preview_value() -> SampleText:
            return SampleText()
