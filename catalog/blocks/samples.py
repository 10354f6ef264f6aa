"""Stand-ins for chosen things in the previews of the block chooser, where nothing has been chosen yet.

They answer what the templates ask and hold no key, so that no signed address is made for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SampleRendition:
    """A drawing of ours in the place of a rendition; sizes in pixels."""

    width: int
    height: int
    path: str = "img/previews/picture.svg"

    @property
    def url(self) -> str:
        return static(self.path)


@dataclass(frozen=True)
class SampleImage:
    title: str = "picture.svg"
    pk: None = None

    def get_renditions(self, *specs: str) -> dict[str, SampleRendition]:
        return {spec: SampleRendition(width=800, height=450) for spec in specs}


@dataclass(frozen=True)
class SampleMedia:
    """A film or a sound without a file; a film shows its first picture."""

    type: str
    title: str
    duration: float
    pk: None = None
    captions: None = None
    transcript: str = ""
    width: int = 800
    height: int = 450
    thumbnail: SampleRendition = SampleRendition(width=800, height=450, path="img/previews/film.svg")


@dataclass(frozen=True)
class SampleFile:
    title: str = "shopping-list.pdf"
    file_size: int = 182_000
    file_extension: str = "pdf"
    pk: None = None


@dataclass(frozen=True)
class SampleText:
    title: str = "How to hand in"
    pk: None = None

    @property
    def body(self) -> str:
        return str(_("<p>Send one file, named after the lesson. You may hand in again until the deadline.</p>"))
