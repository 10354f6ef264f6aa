"""Films: our own, with captions and transcript, and those on YouTube or Vimeo."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue

from catalog.blocks.base import AddressBlock, GroupBlock, LineBlock, LinesBlock
from catalog.blocks.choosers import FileChooser, VideoChooser
from catalog.blocks.samples import SampleMedia
from catalog.embeds import Embed, find_embed
from catalog.markup import safe_link

GROUP = _("Pictures, film, sound and files")
MAX_TRANSCRIPT = 100_000


def player(embed: Embed | None) -> dict[str, str | None]:
    """What the API adds for a film elsewhere: who shows it, and the address of the player."""
    return {"provider": embed.provider if embed else None, "player_url": embed.player_url if embed else None}


class FilmValue(StructValue):
    """A film from our own storage or from elsewhere, with whatever helps to follow it."""

    @property
    def embed(self) -> Embed | None:
        return None if self.get("media") else find_embed(self.get("embed_url"))

    @property
    def page_link(self) -> str:
        """The address as a link, for when it is not one that a player is known for."""
        return safe_link(self.get("embed_url"))

    @property
    def heading(self) -> str:
        return self.get("title") or getattr(self.get("media"), "title", "")

    @property
    def captions_file(self) -> Any:
        return self.get("captions") or getattr(self.get("media"), "captions", None)

    @property
    def transcript_text(self) -> str:
        return self.get("transcript") or getattr(self.get("media"), "transcript", "")

    @property
    def poster_url(self) -> str:
        thumbnail = getattr(self.get("media"), "thumbnail", None)
        return thumbnail.url if thumbnail else ""


def not_a_film() -> str:
    """What to tell about an address that no player is known for."""
    return now_("Use the address of a film on YouTube or Vimeo, as it stands in your browser.")


class FilmBlock(GroupBlock):
    added_to_answers = ("provider", "player_url")

    media = VideoChooser(label=_("Video file"), required=False)
    embed_url = AddressBlock(
        label=_("or its address on YouTube or Vimeo"),
        required=False,
        max_length=500,
        help_text=_("One of the two."),
    )
    title = LineBlock(label=_("Title"), required=False, max_length=120)
    captions = FileChooser(
        label=_("Captions"),
        required=False,
        help_text=_("A WebVTT file (.vtt) for a video file. Empty: the captions kept with the file."),
    )
    transcript = LinesBlock(
        label=_("Transcript"),
        required=False,
        rows=4,
        max_length=MAX_TRANSCRIPT,
        help_text=_("What is said, as text. Learners can open and search it."),
    )

    def mistakes(self, value: StructValue) -> dict[str, Any]:
        found = {}
        if value.get("media") and value.get("embed_url"):
            found["embed_url"] = now_("Choose a file or give an address, not both.")
        elif value.get("embed_url") and find_embed(value["embed_url"]) is None:
            found["embed_url"] = not_a_film()
        captions = value.get("captions")
        if captions is not None and captions.file_extension.lower() != "vtt":
            found["captions"] = now_("Captions must be a WebVTT file, which ends in .vtt.")
        return found

    def gaps(self, value: StructValue) -> dict[str, Any]:
        if not value.get("media") and not value.get("embed_url"):
            return {"media": now_("Choose a video file, or give its address on YouTube or Vimeo.")}
        return {}

    def reading_seconds(self, value: StructValue) -> float:
        return getattr(value.get("media"), "duration", 0) or 0

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the fields, and for a film elsewhere the provider and the address of its player."""
        return super().get_api_representation(value, context) | player(value.embed)

    class Meta:
        label = _("Video")
        icon = "wagtailmedia-video"
        group = GROUP
        template = "blocks/video.html"
        value_class = FilmValue
        description = _("A film of your own, with captions and transcript, or one from YouTube or Vimeo.")
        preview_value = {
            "media": SampleMedia(type="video", title="kneading.mp4", duration=96),
            "title": _("Kneading by hand"),
            "transcript": _("Push the dough away with the heel of your hand, fold it back, turn it, and again."),
        }


class EmbedValue(StructValue):
    """A film elsewhere and what is known of it from its address."""

    @property
    def embed(self) -> Embed | None:
        return find_embed(self.get("url"))

    @property
    def page_link(self) -> str:
        return safe_link(self.get("url"))

    @property
    def heading(self) -> str:
        return self.get("title") or ""


class EmbedFilmBlock(GroupBlock):
    added_to_answers = ("provider", "player_url")

    url = AddressBlock(label=_("Address on YouTube or Vimeo"), max_length=500)
    title = LineBlock(label=_("Title"), max_length=120, help_text=_("Screen readers announce the player by it."))
    caption = LineBlock(label=_("Caption"), required=False, max_length=300)

    def mistakes(self, value: StructValue) -> dict[str, Any]:
        return {"url": not_a_film()} if value.get("url") and find_embed(value["url"]) is None else {}

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the fields, and the provider and the address of its player."""
        return super().get_api_representation(value, context) | player(value.embed)

    class Meta:
        label = _("YouTube or Vimeo")
        icon = "media"
        group = GROUP
        template = "blocks/embed.html"
        value_class = EmbedValue
        label_format = "{title}"
        description = _("A film from YouTube or Vimeo, with a caption.")
        preview_template = "blocks/previews/embed.html"
        preview_value = {
            "url": "",
            "title": _("A baker's morning"),
            "caption": _("Four minutes in a bakery."),
        }
