"""Choosing an image, a file, a film, a sound or a shared text, and what the API tells of each.

An API answer carries no address of a private file: those are signed for one person and fetched elsewhere.
What is read may be written back: `{"id": 7, …}` counts as 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape
from wagtail.admin.compare import BlockComparison
from wagtail.api.rich_text import APIRichText
from wagtail.api.utils import get_full_url
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import get_text_for_indexing
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from catalog.blocks.base import CleanRichText, site_url
from catalog.blocks.preloading import known_things
from catalog.markup import absolute_links

IMAGE_SIZES = {"small": "width-480", "medium": "width-800", "large": "width-1280"}


def image_sizes(image: Any) -> dict[str, Any]:
    """Return the renditions of `image` by size name; none when its file has gone missing."""
    try:
        renditions = image.get_renditions(*IMAGE_SIZES.values())
    except SourceImageIOError:
        return {}
    return {name: renditions[spec] for name, spec in IMAGE_SIZES.items() if spec in renditions}


class DescribedChooser:
    """Mix-in: the API answers with `describe(value)` and takes its `id` back."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_key(value))

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        keys = [_key(value) for value in values]
        known = known_things(self.model_class)
        return super().bulk_to_python(keys) if known is None else [copy(known.get(key)) for key in keys]

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> dict[str, Any] | None:
        return None if value is None else self.describe(value, context)

    def describe(self, value: Any, context: dict[str, Any] | None) -> dict[str, Any]:
        """Return what an outside program may know of the chosen thing."""
        raise NotImplementedError


def _key(value: Any) -> Any:
    key = value.get("id") if isinstance(value, dict) else value
    return key if isinstance(key, int) else int(key) if isinstance(key, str) and key.isdecimal() else None


class ImageChooser(DescribedChooser, ImageChooserBlock):
    """Chooses an image; those of one stream arrive with their renditions, in two queries."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        images = super().bulk_to_python(values)
        found = [image for image in images if image is not None]
        prefetch_related_objects(found, "renditions")
        return images

    def describe(self, value: Any, context: dict[str, Any] | None) -> dict[str, Any]:
        request = (context or {}).get("request")
        renditions = {
            name: {
                "url": get_full_url(request, rendition.url),
                "width": rendition.width,
                "height": rendition.height,
            }
            for name, rendition in image_sizes(value).items()
        }
        return {"id": value.pk, "title": value.title, "renditions": renditions}


class FileChooser(DescribedChooser, DocumentChooserBlock):
    """Chooses a document."""

    def describe(self, value: Any, context: dict[str, Any] | None) -> dict[str, Any]:
        return {
            "id": value.pk,
            "title": value.title,
            "size": value.file_size,
            "content_type": value.content_type,
        }


class _MediaChooser(DescribedChooser):
    """Films and sounds arrive with their own captions file, in one more query a stream."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        media = super().bulk_to_python(values)
        prefetch_related_objects([item for item in media if item is not None], "captions")
        return media

    def describe(self, value: Any, context: dict[str, Any] | None) -> dict[str, Any]:
        return {"id": value.pk, "title": value.title, "type": value.type, "duration": value.duration}

    def render_basic(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """Return the title: where versions are compared, a player would need an address that is private."""
        return escape(value.title) if value else ""

    def get_comparison_class(self) -> type[BlockComparison]:
        return BlockComparison


class VideoChooser(_MediaChooser, VideoChooserBlock):
    """Chooses an uploaded film."""


class AudioChooser(_MediaChooser, AudioChooserBlock):
    """Chooses an uploaded sound."""


class SharedTextChooser(DescribedChooser, SnippetChooserBlock):
    """Chooses a reusable text; its words count for search and reading time."""

    @cached_property
    def widget(self) -> Any:
        # The model learns of its chooser when the addresses of the CMS are loaded; a command that checks a
        # lesson may well come first.
        reverse("wagtailadmin_home")
        return super().widget

    def get_searchable_content(self, value: Any) -> list[str]:
        return [get_text_for_indexing(CleanRichText(value.body).source)] if value else []

    def describe(self, value: Any, context: dict[str, Any] | None) -> dict[str, Any]:
        text = CleanRichText(value.body)
        html = APIRichText.serialize(text.source, format=APIRichText.FORMAT_HTML)
        return {"id": value.pk, "title": value.title, "text": absolute_links(html, site_url(context))}
