"""Pictures, sounds and files."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, StructValue

from catalog.blocks.base import GroupBlock, LineBlock, LinesBlock
from catalog.blocks.choosers import AudioChooser, FileChooser, ImageChooser, image_sizes
from catalog.blocks.films import GROUP, MAX_TRANSCRIPT, FilmValue
from catalog.blocks.samples import SampleFile, SampleImage, SampleMedia

LOOKING_SECONDS = 10


class ImageValue(StructValue):
    """A picture with its sizes, read once."""

    @property
    def alt_text(self) -> str:
        return "" if self.get("is_decorative") else self.get("alt") or ""

    @cached_property
    def sizes(self) -> list[Any]:
        """Renditions from small to large, each width once; empty when the file is missing."""
        if self.get("image") is None:
            return []
        by_width = {rendition.width: rendition for rendition in image_sizes(self["image"]).values()}
        return [by_width[width] for width in sorted(by_width)]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in self.sizes)


class PictureBlock(GroupBlock):
    image = ImageChooser(label=_("Image"))
    alt = LineBlock(
        label=_("What it shows"),
        required=False,
        max_length=250,
        help_text=_("Read out to people who cannot see it. Say what matters here, not that it is a picture."),
    )
    is_decorative = BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("It adds nothing to the text; screen readers skip it."),
    )
    caption = LineBlock(label=_("Caption"), required=False, max_length=300)

    def gaps(self, value: StructValue) -> dict[str, Any]:
        if not value.get("is_decorative") and not (value.get("alt") or "").strip():
            return {"alt": now_("Describe the image, or say that it is only decoration.")}
        return {}

    def reading_seconds(self, value: StructValue) -> float:
        return LOOKING_SECONDS

    class Meta:
        label = _("Image")
        icon = "image"
        group = GROUP
        template = "blocks/image.html"
        value_class = ImageValue
        description = _("A picture with a description for those who cannot see it.")
        preview_value = {
            "image": SampleImage(),
            "alt": _("A loaf with a dark crust, cut open"),
            "caption": _("Large holes: the dough had time."),
        }


class SoundBlock(GroupBlock):
    media = AudioChooser(label=_("Sound file"))
    title = LineBlock(label=_("Title"), required=False, max_length=120)
    transcript = LinesBlock(
        label=_("Transcript"),
        required=False,
        rows=4,
        max_length=MAX_TRANSCRIPT,
        help_text=_("What is said, as text, for people who cannot hear it."),
    )

    def reading_seconds(self, value: StructValue) -> float:
        return getattr(value.get("media"), "duration", 0) or 0

    class Meta:
        label = _("Sound")
        icon = "wagtailmedia-audio"
        group = GROUP
        template = "blocks/audio.html"
        value_class = FilmValue
        description = _("A recording with a transcript.")
        preview_value = {
            "media": SampleMedia(type="audio", title="crust.mp3", duration=42),
            "title": _("What a good crust sounds like"),
            "transcript": _("Tap the bottom of the loaf: it should sound hollow."),
        }


class FileValue(StructValue):
    """A file to download."""

    @property
    def name(self) -> str:
        return self.get("label") or getattr(self.get("document"), "title", "")


class FileBlock(GroupBlock):
    document = FileChooser(label=_("File"))
    label = LineBlock(
        label=_("Text of the link"), required=False, max_length=120, help_text=_("Empty: the file's title.")
    )

    class Meta:
        label = _("File")
        icon = "doc-full"
        group = GROUP
        template = "blocks/file.html"
        value_class = FileValue
        description = _("Something to download: a work sheet, slides, data.")
        preview_value = {"document": SampleFile(), "label": _("Shopping list for the first week")}
