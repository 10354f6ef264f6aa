"""Boxes and quotations."""

import pytest

from tests.catalog.blocks_material import api_of, block_of, complaints, words_of


def callout(**fields) -> tuple[str, dict[str, str]]:
    return "callout", {"kind": "tip", "title": "Cold butter", "text": "<p>Freeze it.</p>"} | fields


def quote(**fields) -> tuple[str, dict[str, str]]:
    return "quote", {"text": "We learn by doing.", "attribution": "Aristotle", "source_url": ""} | fields


@pytest.mark.parametrize(
    ("kind", "word", "icon"),
    [
        ("note", "Note", "info"),
        ("tip", "Tip", "lightbulb"),
        ("warning", "Warning", "triangle-alert"),
        ("example", "Example", "flask-conical"),
    ],
)
def test_callout_says_its_kind_in_words_and_as_an_icon(kind, word, icon):
    element = block_of(*callout(kind=kind))

    assert element.name == "aside"
    assert element["class"] == ["block", "block--callout", f"block--callout-{kind}"]
    assert words_of(element) == f"{word} Cold butter Freeze it."
    assert element.select_one("use")["href"].endswith(f"#{icon}")


def test_callout_of_an_unknown_kind_is_shown_as_a_note():
    element = block_of(*callout(kind="danger"))

    assert element["class"][2] == "block--callout-note"
    assert words_of(element).startswith("Note")


def test_callout_needs_a_text_but_no_title():
    assert complaints(*callout(title="")) == {}
    assert complaints(*callout(text="")) == {"text": ["This field is required."]}


def test_callout_in_the_api():
    assert api_of(*callout()) == {"kind": "tip", "title": "Cold butter", "text": "<p>Freeze it.</p>"}


def test_quote_is_a_blockquote_with_its_source_linked():
    element = block_of(*quote(source_url="https://example.org/ethics"))

    assert element.name == "figure"
    assert element.select_one("blockquote")["cite"] == "https://example.org/ethics"
    assert words_of(element.select_one("blockquote")) == "We learn by doing."
    link = element.select_one("figcaption a")
    assert (link["href"], link.text) == ("https://example.org/ethics", "Aristotle")


def test_quote_keeps_its_paragraphs():
    assert [p.text for p in block_of(*quote(text="One.\n\nTwo.")).select("blockquote p")] == ["One.", "Two."]


def test_quote_without_attribution_shows_the_address_of_its_source():
    element = block_of(*quote(attribution="", source_url="https://example.org/ethics"))

    assert element.select_one("figcaption a").text == "https://example.org/ethics"


def test_quote_of_nobody_has_no_empty_caption():
    assert block_of(*quote(attribution="")).select_one("figcaption") is None


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("not an address", "Enter a valid URL."),
        ("javascript:alert(1)", "Enter a valid URL."),
        ("ftp://example.org/x", "Use an address that starts with https:// or http://."),
    ],
)
def test_quote_with_a_source_that_is_no_web_address_is_refused(address, message):
    assert complaints(*quote(source_url=address)) == {"source_url": [message]}


def test_quote_in_the_api():
    assert api_of(*quote(source_url="https://example.org/ethics")) == {
        "text": "We learn by doing.",
        "attribution": "Aristotle",
        "source_url": "https://example.org/ethics",
    }
