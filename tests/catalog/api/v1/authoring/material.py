"""What tests of writing by the API need: addresses, answers, a body of every type of block."""

from typing import Any

from catalog.models import ReusableText
from tests.catalog.blocks_material import make_media
from tests.factories.catalog import CaptionsFactory, DocumentFactory, ImageFactory

ROOT = "/api/v1/"


def data_of(response, status: int = 200) -> Any:
    """The data of a success."""
    assert response.status_code == status, response.content
    body = response.json()
    assert body["success"] is True
    return body["data"]


def details_of(response, status: int = 400, code: str = "VALIDATION_ERROR") -> dict[str, Any]:
    """The details of an error."""
    assert response.status_code == status, response.content
    error = response.json()["error"]
    assert error["code"] == code
    assert error["message"]
    return error["details"]


def block(kind: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, **more}


def paragraph(text: str = "Fold it twice.") -> dict[str, Any]:
    return block("paragraph", f"<p>{text}</p>")


def every_block(folder=None) -> list[dict[str, Any]]:
    """One block of each type as a program writes it; its files lie in `folder`."""
    where = {"collection": folder} if folder else {}
    film, sound = make_media(), make_media("audio")
    for media in (film, sound):
        media.collection = folder or media.collection
        media.save()
    section = {"title": "Wet", "text": "<p>Wait <b>ten</b> minutes</p>"}
    choices = [{"text": "a", "is_correct": True, "feedback": "f"}, {"text": "b", "is_correct": False, "feedback": ""}]
    return [
        block("heading", {"text": "Dough", "level": "h3"}),
        block("paragraph", '<p>See <a linktype="page" id="2">this</a></p>'),
        block("callout", {"kind": "warning", "title": "Hot", "text": "<p>Gloves</p>"}),
        block("quote", {"text": "We learn", "attribution": "Aristotle", "source_url": "https://example.org/"}),
        block("table", {"caption": "Rest", "table": {"data": [["a", "b"]], "table_header_choice": "neither"}}),
        block("snippet", ReusableText.objects.create(title="t", body="<p>x</p>").pk),
        block("image", {"image": ImageFactory(**where).pk, "alt": "A loaf", "is_decorative": False, "caption": "c"}),
        block(
            "video",
            {
                "media": film.pk,
                "embed_url": "",
                "title": "t",
                "captions": CaptionsFactory(**where).pk,
                "transcript": "Push",
            },
        ),
        block("audio", {"media": sound.pk, "title": "t", "transcript": ""}),
        block("embed", {"url": "https://vimeo.com/76979871", "title": "t", "caption": ""}),
        block("file", {"document": DocumentFactory(**where).pk, "label": "l"}),
        block("code", {"language": "python", "code": "  x = 1\n", "caption": ""}),
        block("math", {"latex": r"\frac{a}{b}", "caption": ""}),
        block("question", {"prompt": "<p>Why?</p>", "choices": choices, "explanation": "e"}),
        block("accordion", {"items": [section]}),
        block("tabs", {"items": [section, section]}),
    ]


def without_ids(blocks: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    return [(part["type"], part["value"]) for part in blocks]
