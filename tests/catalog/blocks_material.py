"""What the block tests need: streams from stored data, what they render, tell and refuse, and files."""

from io import BytesIO
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.blocks import StreamBlock, StreamValue

from catalog.blocks import LessonBody
from catalog.models import CourseDocument, CourseImage, CourseMedia


class Reader:
    """A person on a lesson page, as the page's context holds them; answers each hole by its name."""

    def fill(self, name: str, argument: int | None) -> str:
        return f"/signed/{name}/{argument}/"


def body_of(*blocks: tuple[str, Any], stream: StreamBlock | None = None) -> StreamValue:
    """A body as it comes from the database: each block as (type, stored value)."""
    raw = [{"type": kind, "value": value, "id": f"id-{number}"} for number, (kind, value) in enumerate(blocks)]
    return (stream or LessonBody()).to_python(raw)


def html_of(*blocks: tuple[str, Any], **context: Any) -> str:
    """What a page shows for these blocks."""
    body = body_of(*blocks)
    return body.render_as_block(context)


def page_of(*blocks: tuple[str, Any], **context: Any) -> BeautifulSoup:
    """The same, to look around in."""
    return BeautifulSoup(html_of(*blocks, **context), "html.parser")


def block_of(kind: str, value: Any, **context: Any) -> Tag:
    """The element of a single block."""
    element = page_of((kind, value), **context).select_one(".block")
    assert element is not None
    return element


def words_of(element: Tag) -> str:
    """The text of an element as it is read, with single spaces."""
    return " ".join(element.get_text(" ").split())


def api_of(kind: str, value: Any, request: Any = None) -> Any:
    """What the API says of a block."""
    body = body_of((kind, value))
    return body.stream_block.get_api_representation(body, {"request": request} if request else None)[0]["value"]


def complaints(kind: str, value: Any, *, is_draft: bool = False) -> dict[str, list[str]]:
    """What the editor says about a block, by field ("" for the block itself); empty when it is fine."""
    body = body_of((kind, value))
    try:
        (body.stream_block.clean_deferred if is_draft else body.stream_block.clean)(body)
    except ValidationError as error:
        return _by_field(error.as_json_data()["blockErrors"][0])
    return {}


def _by_field(told: dict[str, Any], path: str = "") -> dict[str, list[str]]:
    found = {path: told["messages"]} if "messages" in told else {}
    for name, inner in told.get("blockErrors", {}).items():
        found |= _by_field(inner, f"{path}.{name}" if path else str(name))
    return found


def make_image(title: str = "A loaf", *, width: int = 1600, height: int = 900) -> CourseImage:
    """A stored image of one colour."""
    data = BytesIO()
    Image.new("RGB", (width, height), "#9c5b2b").save(data, "PNG")
    file = ContentFile(data.getvalue(), "loaf.png")
    return CourseImage.objects.create(title=title, file=file, width=width, height=height)


def make_document(title: str = "Shopping list", name: str = "list.pdf", size: int | None = 2048) -> CourseDocument:
    """A stored document; the content does not matter here."""
    return CourseDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4", name), file_size=size)


def make_media(kind: str = "video", title: str = "Kneading", duration: float = 90, **fields: Any) -> CourseMedia:
    """A stored film or sound without real content."""
    name = "kneading.mp4" if kind == "video" else "crust.mp3"
    return CourseMedia.objects.create(
        title=title, type=kind, duration=duration, file=ContentFile(b"0000", name), **fields
    )
