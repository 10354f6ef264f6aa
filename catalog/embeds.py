"""Films from YouTube and Vimeo, recognised and turned into player addresses without asking the network.

A render must not wait for, or leak a learner to, a third party; everything needed is in the address itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder

PLAYER_ORIGINS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")

_YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([^/]+)/?")
_VIMEO_PATH = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|album/\d+/video/|showcase/\d+/video/)?"
    r"(\d{5,12})(?:/([0-9a-f]{6,20}))?/?"
)
_VIMEO_HASH = re.compile(r"[0-9a-f]{6,20}")
_CLOCK = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True)
class Embed:
    """A film elsewhere: who shows it, its id there, where its player and its own page are."""

    provider: str
    video_id: str
    player_url: str
    page_url: str


def find_embed(url: str | None) -> Embed | None:
    """Return the film that `url` shows, or None when it is not a film on YouTube or Vimeo.

    Addresses of pages, short links, players, shorts and live films are understood, with a start time.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    if host in _YOUTUBE_HOSTS or host == "youtu.be":
        return _youtube(host, parts.path, parse_qs(parts.query))
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts.path, parse_qs(parts.query))
    return None


def _youtube(host: str, path: str, query: dict[str, list[str]]) -> Embed | None:
    if host == "youtu.be":
        video_id = path.strip("/")
    elif path.rstrip("/") == "/watch":
        video_id = query.get("v", [""])[0]
    else:
        match = _YOUTUBE_PATH.fullmatch(path)
        video_id = match[1] if match else ""
    if not _YOUTUBE_ID.fullmatch(video_id):
        return None
    start = _seconds(query.get("t", query.get("start", [""]))[0])
    page = f"https://www.youtube.com/watch?v={video_id}"
    player = f"{PLAYER_ORIGINS[0]}/embed/{video_id}"
    if start:
        page, player = f"{page}&t={start}s", f"{player}?{urlencode({'start': start})}"
    return Embed("YouTube", video_id, player, page)


def _vimeo(path: str, query: dict[str, list[str]]) -> Embed | None:
    match = _VIMEO_PATH.fullmatch(path)
    if not match:
        return None
    video_id = match[1]
    # An unlisted film carries a hash, either as the last part of the path or as `h`.
    unlisted = match[2] or query.get("h", [""])[0]
    page, options = f"https://vimeo.com/{video_id}", {"dnt": "1"}
    if _VIMEO_HASH.fullmatch(unlisted):
        page, options = f"{page}/{unlisted}", {"h": unlisted, "dnt": "1"}
    return Embed("Vimeo", video_id, f"{PLAYER_ORIGINS[1]}/video/{video_id}?{urlencode(options)}", page)


def _seconds(clock: str) -> int:
    """Seconds of a start time written as `90`, `90s` or `1h2m3s`; 0 for anything else."""
    match = _CLOCK.fullmatch(clock)
    if not match:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


class LocalVideoFinder(EmbedFinder):
    """Wagtail's embed finder for the same two providers, so that Wagtail never calls out either."""

    def accept(self, url: str) -> bool:
        """Say yes to every address: what is not a film is refused here and not looked up elsewhere."""
        return True

    def find_embed(self, url: str, max_width: int | None = None, max_height: int | None = None) -> dict[str, Any]:
        """Return Wagtail's description of the film. Raises EmbedNotFoundException for other addresses."""
        embed = find_embed(url)
        if embed is None:
            raise EmbedNotFoundException
        width = max_width or 640
        return {
            "title": _("%(provider)s video") % {"provider": embed.provider},
            "author_name": "",
            "provider_name": embed.provider,
            "type": "video",
            "thumbnail_url": "",
            "width": width,
            "height": round(width * 9 / 16),
            "html": format_html(
                '<iframe src="{}" title="{}" loading="lazy" allowfullscreen></iframe>',
                embed.player_url,
                _("%(provider)s video") % {"provider": embed.provider},
            ),
        }
