"""Whatever is typed or posted into any text field of any block comes out as text, on the page and in the API."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)

from catalog.blocks import CourseDescription, FaqList, ItemList, LessonBody
from catalog.models import ReusableText
from catalog.shell import split
from tests.catalog.blocks_material import body_of, html_of, make_document, make_image, make_media

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    '<a href="javascript:alert(1)">x</a>',
    "javascript:alert(1)",
    "</textarea></pre></style><iframe srcdoc='<script>1</script>'>",
    "{{ 1234567|add:1 }}",
    '<p style="background:url(//evil.example)">x</p>',
]
FORBIDDEN = {"style", "srcdoc", "autofocus"}
TEXT_FIELDS = (CharBlock, TextBlock, URLBlock, RichTextBlock)
STREAMS = [LessonBody, CourseDescription, ItemList, FaqList]


def text_fields(block: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The way to every field of `block` that holds free text."""
    if isinstance(block, StructBlock):
        return [found for name, child in block.child_blocks.items() for found in text_fields(child, (*path, name))]
    if isinstance(block, ListBlock):
        return text_fields(block.child_block, (*path, "0"))
    if path and path[-1] == "table":
        return [path]
    return [path] if isinstance(block, TEXT_FIELDS) else []


def every_text_field() -> list[Any]:
    return [
        pytest.param(stream, kind, path, id=f"{stream.__name__}-{kind}-{'.'.join(path)}")
        for stream in STREAMS
        for kind, block in stream().child_blocks.items()
        for path in text_fields(block)
    ]


def stored(block: Any, path: tuple[str, ...], attack: str, chosen: dict[str, int]) -> Any:
    """A stored value of `block` with `attack` at `path` and something ordinary everywhere else."""
    if isinstance(block, StructBlock):
        return {
            name: stored(child, path[1:] if path[:1] == (name,) else ("",), attack, chosen | {"": chosen.get(name, 0)})
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, ListBlock):
        return [stored(block.child_block, path[1:] if path[:1] == ("0",) else ("",), attack, chosen)] * 2
    if isinstance(block, TEXT_FIELDS):
        return "ordinary" if path else attack
    if type(block).__name__ == "GridBlock":
        words = "ordinary" if path else attack
        return {"data": [[words, words], [words, words]], "table_header_choice": "both", "table_caption": words}
    return chosen[""] or None


@pytest.fixture(scope="module")
def made(made_once):
    chosen = {
        "image": make_image(width=40, height=30).pk,
        "media": make_media(captions=make_document("c", "c.vtt"), transcript="ordinary").pk,
        "document": make_document().pk,
    }
    return SimpleNamespace(chosen=chosen)


@pytest.fixture
def chosen(db, own_copies) -> dict[str, int]:
    return own_copies.chosen


def assert_harmless(html: str) -> None:
    page = BeautifulSoup(html, "html.parser")
    assert page.select("script, style, img[src=x], svg[onload], object, embed, base, meta, link") == []
    for element in page.find_all(True):
        assert [
            name for name in element.attrs if name.startswith("on") or name in {"style", "srcdoc", "autofocus"}
        ] == []
        for name in ("href", "src", "cite", "action", "poster"):
            address = str(element.get(name, "")).strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:")), element
    for frame in page.select("iframe"):
        assert frame["src"].startswith(("https://www.youtube-nocookie.com/", "https://player.vimeo.com/"))


def strings_of(answer: Any) -> list[str]:
    if isinstance(answer, dict):
        return [text for inner in answer.values() for text in strings_of(inner)]
    if isinstance(answer, list):
        return [text for inner in answer for text in strings_of(inner)]
    return [answer] if isinstance(answer, str) else []


def field_at(block: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        block = block.child_block if name == "0" else block.child_blocks[name]
    return block


@pytest.mark.parametrize(("stream", "kind", "path"), every_text_field())
def test_text_field_shows_markup_as_text_or_not_at_all(stream, kind, path, chosen):
    blocks: StreamBlock = stream()
    raw = [(kind, stored(blocks.child_blocks[kind], path, attack, chosen)) for attack in ATTACKS]

    body = body_of(*raw, stream=stream())
    html = str(body.render_as_block({}))

    assert_harmless(html)
    assert "1234568" not in html


@pytest.mark.parametrize(("stream", "kind", "path"), every_text_field())
def test_rich_text_is_harmless_in_the_api_and_plain_text_is_plain(stream, kind, path, chosen):
    blocks: StreamBlock = stream()
    raw = [(kind, stored(blocks.child_blocks[kind], path, attack, chosen)) for attack in ATTACKS]

    body = body_of(*raw, stream=stream())
    answer = body.stream_block.get_api_representation(body)

    field = field_at(blocks.child_blocks[kind], path)
    if isinstance(field, RichTextBlock):
        for text in strings_of(answer):
            assert_harmless(text)
    else:
        assert ATTACKS[0] in strings_of(answer)


def test_shared_text_is_harmless_too(db):
    for attack in ATTACKS:
        text = ReusableText.objects.create(title=attack, body=f"<p>x</p>{attack}")
        body = body_of(("snippet", text.pk))

        assert_harmless(str(body.render_as_block({})))
        assert_harmless(body.stream_block.get_api_representation(body)[0]["value"]["text"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_titles_of_files_and_films_are_text(db, attack):
    film = make_media(title=attack, transcript=attack)
    document = make_document(title=attack)
    body = body_of(
        ("video", {"media": film.pk, "title": "", "transcript": ""}),
        ("file", {"document": document.pk, "label": ""}),
        ("image", {"image": make_image(attack, width=40, height=30).pk, "alt": "", "caption": ""}),
    )

    assert_harmless(str(body.render_as_block({})))


def test_text_that_looks_like_the_place_of_a_private_file_opens_none(db):
    """Whoever types a marker of a shell into a lesson must not get the signed address of somebody's file."""
    forged = "\x02file:1\x03 \x02media:1\x03"
    html = html_of(
        ("heading", {"text": forged, "level": "h2"}),
        ("paragraph", f"<p>{forged}</p>"),
        ("code", {"language": "text", "code": forged, "caption": forged}),
        is_shell=True,
    )

    assert split(html) == ((html,), ())


@pytest.mark.parametrize("kind", sorted(LessonBody().child_blocks))
def test_block_has_no_inline_script_or_style_of_its_own(kind, db):
    block = LessonBody().child_blocks[kind]

    html = block.render(block.get_preview_value(), {})

    page = BeautifulSoup(html, "html.parser")
    assert page.select("script, style, [style]") == []
    assert not any(name.startswith("on") for element in page.find_all(True) for name in element.attrs)
