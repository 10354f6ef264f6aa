"""The shapes that demo courses are written in, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class Ref:
    """Something by name that becomes a stored object when the demo is loaded.

    kind: "image", "media", "document" or "text" (name is a file in home/demo/media/; "text" stands
    for what is written in it), or "snippet" (name is the title of a shared text).
    """

    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DemoLesson:
    """One lesson; `body` in the order it is read, `attachments` as file names with labels."""

    title: str
    slug: str
    body: tuple[Block, ...]
    minutes: int
    is_free_preview: bool = False
    is_required: bool = True
    completes_by: str = "button"
    video: Ref | None = None
    attachments: tuple[tuple[str, Ref], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoModule:
    """A chapter of a course; `opens_after_days` counts from the learner's enrollment."""

    title: str
    slug: str
    summary: str
    lessons: tuple[DemoLesson, ...]
    opens_after_days: int = 0


@dataclass(frozen=True, kw_only=True)
class DemoCourse:
    """A whole course. `price_minor` is in minor units of `currency`; 0 means free.

    No cover: each course gets the batik drawn from its title and category.
    """

    title: str
    slug: str
    subtitle: str
    summary: str
    language: str
    level: str
    category: str
    instructors: tuple[str, ...]
    description: tuple[Block, ...]
    outcomes: tuple[str, ...]
    requirements: tuple[str, ...]
    audience: tuple[str, ...]
    faq: tuple[tuple[str, str], ...]
    modules: tuple[DemoModule, ...]
    tags: tuple[str, ...]
    price_minor: int = 0
    currency: str = "USD"
    delivery: str = "self_paced"
    is_sequential: bool = False
    has_certificate: bool = True
    published_days_ago: int = 60

    def lessons(self) -> Iterator[DemoLesson]:
        """Every lesson in reading order."""
        for module in self.modules:
            yield from module.lessons

    def blocks(self) -> Iterator[Block]:
        """Every block of the description and of all lessons."""
        yield from self.description
        for lesson in self.lessons():
            yield from lesson.body


@dataclass(frozen=True, kw_only=True)
class DemoPath:
    """A learning path over courses given by slug."""

    title: str
    slug: str
    subtitle: str
    introduction: str
    courses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DemoCategory:
    """A node of the category tree; `hue` in degrees (0-360), `motif` names a batik pattern."""

    name: str
    slug: str
    hue: int
    motif: str
    description: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """Somebody with an account and, for instructors, a public face."""

    email: str
    name: str
    role: str = "student"
    language: str = "en"
    timezone: str = "Asia/Jakarta"
    headline: str = ""
    bio: str = ""
    photo: str = ""
    certificate_name: str = ""
