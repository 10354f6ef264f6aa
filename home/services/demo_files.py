"""Stores the demo's files and turns references into stored objects."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.models import Collection

from catalog.models import CourseDocument, CourseImage, CourseMedia, ReusableText
from home.demo.files import DOCUMENTS, IMAGES, MEDIA, MEDIA_DIR, read_text
from home.demo.outline import Ref


class DemoFiles:
    """The files of one course, kept in its folder; each is stored when first referred to, and once."""

    def __init__(self, *, collection: Collection, owner):
        self._collection = collection
        self._owner = owner
        self._stored: dict[Ref, Any] = {}

    def resolve(self, value: Any) -> Any:
        """A copy of `value`, however nested, with every `Ref` replaced by what it stands for."""
        if isinstance(value, Ref):
            return self._get(value)
        if isinstance(value, dict):
            return {name: self.resolve(part) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.resolve(part) for part in value]
        return value

    def stream(self, blocks) -> list[tuple[str, Any]]:
        """Blocks of the demo as what a StreamField takes."""
        return [(kind, self.resolve(value)) for kind, value in blocks]

    def _get(self, ref: Ref) -> Any:
        if ref not in self._stored:
            self._stored[ref] = getattr(self, f"_{ref.kind}")(ref.name)
        return self._stored[ref]

    def _text(self, name: str) -> str:
        return read_text(name)

    def _snippet(self, name: str) -> ReusableText:
        return ReusableText.objects.get(title=name)

    def _image(self, name: str) -> CourseImage:
        with (MEDIA_DIR / name).open("rb") as opened:
            return _keep(CourseImage(title=IMAGES[name], file=ImageFile(opened, name=name), **self._place()))

    def _document(self, name: str) -> CourseDocument:
        with (MEDIA_DIR / name).open("rb") as opened:
            return _keep(CourseDocument(title=DOCUMENTS[name], file=File(opened, name=name), **self._place()))

    def _media(self, name: str) -> CourseMedia:
        facts = MEDIA[name]
        media = CourseMedia(
            title=facts.title,
            type=facts.kind,
            duration=facts.seconds,
            width=facts.width,
            height=facts.height,
            captions=self._get(Ref("document", facts.captions)) if facts.captions else None,
            transcript=read_text(facts.transcript),
            **self._place(),
        )
        with (MEDIA_DIR / name).open("rb") as opened:
            media.file = File(opened, name=name)
            if not facts.poster:
                return _keep(media)
            with (MEDIA_DIR / facts.poster).open("rb") as poster:
                media.thumbnail = File(poster, name=facts.poster)
                return _keep(media)

    def _place(self) -> dict[str, Any]:
        return {"collection": self._collection, "uploaded_by_user": self._owner}


def _keep(stored):
    """Save after the same checks that an upload in the CMS passes; lists show size and spot duplicates by hash."""
    stored.full_clean()
    stored.save()
    if hasattr(stored, "get_file_hash"):
        stored.get_file_size()
        stored.get_file_hash()
    return stored
