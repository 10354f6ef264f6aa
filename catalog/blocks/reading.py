"""What a body says and takes: its plain text, the minutes to read it, the private files in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtailmedia.models import get_media_model

from catalog.blocks.base import seconds_for


@dataclass(frozen=True)
class PrivateFiles:
    """Primary keys of the documents and of the media that a body shows."""

    documents: frozenset[int] = field(default_factory=frozenset)
    media: frozenset[int] = field(default_factory=frozenset)


def plain_text(body: StreamValue) -> str:
    """Return all words of `body` without markup, one paragraph a block, transcripts and answers included."""
    paragraphs = (" ".join(child.block.get_searchable_content(child.value)) for child in body)
    return "\n\n".join(text for text in (" ".join(paragraph.split()) for paragraph in paragraphs) if text)


def reading_minutes(body: StreamValue) -> int:
    """Return the whole minutes that `body` takes: words at 200 a minute, films and sounds at their length.

    At least 1, except for an empty body: 0. A film elsewhere counts nothing, its length is not known.
    """
    if not body:
        return 0
    return max(1, ceil(sum(seconds_for(child.block, child.value) for child in body) / 60))


def private_files(body: StreamValue) -> PrivateFiles:
    """Return the documents and media that blocks of `body` refer to, captions included.

    Who saves a body can ask whether its author may use them: a key is easily typed into a request.
    """
    documents, media = get_document_model(), get_media_model()
    found: dict[type, set[int]] = {documents: set(), media: set()}
    for model, key, _model_path, _content_path in body.stream_block.extract_references(body):
        if model in found:
            found[model].add(int(key))
    return PrivateFiles(frozenset(found[documents]), frozenset(found[media]))
