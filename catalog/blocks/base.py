"""What all blocks share: rules across fields, rich text that is always clean, time to read."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.encoding import force_str
from wagtail.api.rich_text import APIRichText
from wagtail.api.utils import get_base_url
from wagtail.blocks import (
    Block,
    CharBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.rich_text import RichText

from catalog.markup import RICH_TEXT_FEATURES, absolute_links, clean_rich_text

WORDS_A_MINUTE = 200
_WORD = re.compile(r"\w+")


def seconds_for(block: Block, value: Any) -> float:
    """Seconds that `value` takes an ordinary reader: what its block says, else its words at 200 a minute."""
    if hasattr(block, "reading_seconds"):
        return block.reading_seconds(value)
    words = sum(len(_WORD.findall(text)) for text in block.get_searchable_content(value))
    return words * 60 / WORDS_A_MINUTE


def site_url(context: dict[str, Any] | None) -> str | None:
    """The address that links in an API answer start with, or None when no site is known."""
    return get_base_url((context or {}).get("request"))


class NeverNone:
    """Mix-in for text fields: what was never written is an empty text, not the word None on a page."""

    def to_python(self, value: Any) -> str:
        return "" if value is None else str(value)

    def normalize(self, value: Any) -> Any:
        return "" if value is None else value

    class Meta:
        default = ""


class LineBlock(NeverNone, CharBlock):
    """One line of plain text, kept as typed."""


class LinesBlock(NeverNone, TextBlock):
    """Several lines of plain text, kept as typed."""


class AddressBlock(NeverNone, URLBlock):
    """The address of a web page."""


class CleanRichText(RichText):
    """Rich text whose source holds allowed markup only, wherever it came from."""

    def __init__(self, source: str | None):
        super().__init__(clean_rich_text(source or ""))


class ProseBlock(RichTextBlock):
    """A rich text field with our few features; its value is a CleanRichText, always."""

    def __init__(self, *, max_length: int, features: list[str] | None = None, **kwargs: Any):
        super().__init__(features=features or RICH_TEXT_FEATURES, max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> CleanRichText:
        return CleanRichText(value)

    def normalize(self, value: Any) -> CleanRichText:
        if isinstance(value, CleanRichText):
            return value
        source = value.source if isinstance(value, RichText) else value
        return CleanRichText(source and force_str(source))

    def value_from_form(self, value: Any) -> CleanRichText:
        return CleanRichText(value)

    def get_api_representation(self, value: RichText, context: dict[str, Any] | None = None) -> Any:
        """Return HTML with links that work elsewhere; `?rich_text_format=` asks for another form.

        Somebody who wants to write a body back reads it with `?rich_text_format=db_html`.
        """
        request = (context or {}).get("request")
        wanted = request.GET.get("rich_text_format") if request else None
        chosen = APIRichText.resolve_format(wanted or APIRichText.FORMAT_HTML)
        text = APIRichText.serialize(value.source, format=chosen, features=self.features)
        return absolute_links(text, site_url(context)) if chosen == APIRichText.FORMAT_HTML else text


class GroupBlock(StructBlock):
    """A block of several fields with rules across them.

    `mistakes` must be put right even in a draft; `gaps` only before the page is published, so that
    an unfinished lesson can be saved. `added_to_answers` names what the API tells beside the fields; in a body
    that a program sends it is passed over.
    """

    added_to_answers: tuple[str, ...] = ()

    def mistakes(self, value: StructValue) -> dict[str, Any]:
        """Return messages by field name for what contradicts itself or cannot be shown."""
        return {}

    def gaps(self, value: StructValue) -> dict[str, Any]:
        """Return messages by field name for what is still missing."""
        return {}

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        found = self.mistakes(cleaned)
        if not self.is_deferred_validation:
            found = self.gaps(cleaned) | found
        if found:
            raise StructBlockValidationError({name: ValidationError(text) for name, text in found.items()})
        return cleaned
