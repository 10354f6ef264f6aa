"""What a check has found, and how it is told to people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

# Code of a finding -> the sentence for the author. `%(…)s` are the note's details.
MESSAGES = {
    "no_lessons": _("The course has no lesson yet."),
    "empty_lesson": _("The lesson is empty: it has no text, no video and no file."),
    "no_alt": _("An image has no description. Say what it shows, or mark it as decoration."),
    "no_captions": _("The video “%(name)s” has neither captions nor a transcript."),
    "captions_wanted": _("The video “%(name)s” has a transcript but no captions. Add them if anybody speaks in it."),
    "no_transcript": _("The sound “%(name)s” has no transcript."),
    "dead_page_link": _("A link leads to a page that does not exist: %(target)s"),
    "hidden_page_link": _("A link leads to a page that is not published: %(target)s"),
    "missing_file": _("A file, image or text that was chosen here has been deleted."),
    "no_outcomes": _("The course does not say what people will be able to do."),
    "no_summary": _("The course has no summary for search results and shared links."),
    "long_minutes": _("The lesson takes %(minutes)s minutes. Most people learn better in parts of under an hour."),
    "long_words": _("The lesson has %(words)s words. Consider making two of it."),
    "heading_skips": _("The heading “%(heading)s” is part of a section, but no section begins before it."),
    "dead_external_link": _("A link to another site is broken: %(target)s"),
    "private_external_link": _("A link leads to an address that learners cannot reach: %(target)s"),
}
# The same in a word or two, for choosing among them.
TOPICS = [
    ("no_lessons", _("No lessons")),
    ("empty_lesson", _("Empty lesson")),
    ("no_alt", _("Image without description")),
    ("no_captions", _("Video without captions")),
    ("captions_wanted", _("Video with a transcript alone")),
    ("no_transcript", _("Sound without transcript")),
    ("dead_page_link", _("Link to no page")),
    ("hidden_page_link", _("Link to an unpublished page")),
    ("dead_external_link", _("Broken link to another site")),
    ("private_external_link", _("Link that learners cannot reach")),
    ("missing_file", _("Missing file")),
    ("no_outcomes", _("No outcomes")),
    ("no_summary", _("No summary")),
    ("long_minutes", _("Lesson takes long")),
    ("long_words", _("Lesson has many words")),
    ("heading_skips", _("Skipped heading level")),
]
# What keeps a course from being submitted; everything else is advice.
BLOCKING = frozenset(
    {
        "no_lessons",
        "empty_lesson",
        "no_alt",
        "no_captions",
        "dead_page_link",
        "hidden_page_link",
        "missing_file",
        "no_outcomes",
    }
)


@dataclass(frozen=True)
class Finding:
    """One thing to put right, in the language of the person who asks.

    `page_id` is a course, module or lesson; `block_id` the block of its text, or empty.
    """

    code: str
    is_blocking: bool
    page_id: int
    page_title: str
    block_id: str
    message: str

    @property
    def anchor(self) -> str:
        """The fragment of the editor's address that leads to the block; empty for the page as a whole."""
        return f"#block-{self.block_id}-section" if self.block_id else ""


@dataclass(frozen=True)
class Note:
    """A finding before it is put into words: what is stored, as its reader may speak another language."""

    code: str
    page_id: int
    page_title: str
    block_id: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def is_blocking(self) -> bool:
        return self.code in BLOCKING

    def told(self) -> Finding:
        """The finding in the language that is active now."""
        message = str(MESSAGES[self.code]) % self.details if self.details else str(MESSAGES[self.code])
        return Finding(self.code, self.is_blocking, self.page_id, self.page_title, self.block_id, message)
