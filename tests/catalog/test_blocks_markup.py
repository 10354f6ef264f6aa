"""Rich text is cleaned to what blocks allow, and stays what the editor can open."""

import pytest
from django.forms import Media
from wagtail.rich_text import RichText

from catalog.blocks.base import CleanRichText, ProseBlock
from catalog.markup import RICH_TEXT_FEATURES, absolute_links, clean_rich_text, safe_link


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>plain &amp; simple</p>",
        "<p><b>b</b><i>i</i><code>c</code><s>s</s><sup>1</sup><sub>2</sub></p>",
        "<ol><li>one</li></ol><ul><li>two<ul><li>deeper</li></ul></li></ul>",
        '<p data-block-key="a1b2c">one<br/>two</p>',
        '<p><a href="https://example.org/?a=1&amp;b=2">out</a> <a href="mailto:a@example.org">m</a></p>',
        '<p><a linktype="page" id="3">in</a> <a href="#h-top">up</a> <a href="tel:+62">t</a></p>',
    ],
)
def test_what_the_editor_writes_is_kept_as_it_is(html):
    assert clean_rich_text(html) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p>a<style>p{}</style>b</p>", "<p>ab</p>"),
        ('<p onclick="x()" style="color:red" class="c" id="i">a</p>', "<p>a</p>"),
        ("<p>a<img src=x onerror=alert(1)>b</p>", "<p>ab</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href=" java\nscript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="data:text/html,x">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="/x" target="_blank" onmouseover="x()">a</a></p>', '<p><a href="/x">a</a></p>'),
        ("<svg onload=alert(1)><p>a</p></svg>", "<p>a</p>"),
        ('<embed embedtype="image" id="1" format="left" alt="x"/>', ""),
        ("<h2>a</h2><blockquote>b</blockquote>", "ab"),
        ("<p>a<!-- hidden --></p>", "<p>a</p>"),
        ("<p>open <b>b", "<p>open <b>b</b></p>"),
        ("<p>5 < 6</p>", "<p>5 &lt; 6</p>"),
        ('<br data-block-key="x">', "<br/>"),
        ("<iframe src=//evil.example></iframe>", ""),
        ("<math><mtext><img src=x onerror=alert(1)></mtext></math>", ""),
    ],
)
def test_what_is_not_allowed_goes_and_its_words_stay(html, cleaned):
    assert clean_rich_text(html) == cleaned


@pytest.mark.parametrize("html", ["<p>a<br>b</p>", "<b>bare", "<p><p>two</p></p>", "text", "<p>a"])
def test_text_that_was_cleaned_is_clean_and_opens_in_the_editor(html):
    value = CleanRichText(html)

    assert clean_rich_text(value.source) == value.source
    assert '"blocks"' in ProseBlock(max_length=100).get_form_state(value)


def test_text_of_a_script_is_kept_when_it_was_typed_as_text():
    assert clean_rich_text("<p>&lt;script&gt;</p>") == "<p>&lt;script&gt;</p>"


def test_rich_text_is_clean_however_its_value_is_made():
    block, bad, good = ProseBlock(max_length=100), '<p onclick="x()">a</p>', "<p>a</p>"
    made = [
        block.to_python(bad),
        block.normalize(bad),
        block.normalize(RichText(bad)),
        block.value_from_form(bad),
        CleanRichText(bad),
    ]

    assert [(value.source, str(value)) for value in made] == [(good, good)] * 5


def test_text_that_was_never_written_is_empty():
    block = ProseBlock(max_length=100, required=False)

    assert [block.to_python(None).source, block.normalize(None).source, block.get_default().source] == ["", "", ""]


def test_editor_offers_nothing_that_would_be_cleaned_away():
    widget = ProseBlock(max_length=100).field.widget

    assert widget.features == RICH_TEXT_FEATURES
    assert isinstance(widget.media, Media)


@pytest.mark.parametrize(
    ("html", "base", "expected"),
    [
        (
            '<a href="/x/?a=1&amp;b=2">x</a>',
            "https://lms.example",
            '<a href="https://lms.example/x/?a=1&amp;b=2">x</a>',
        ),
        ('<a href="x/">x</a>', "https://lms.example", '<a href="https://lms.example/x/">x</a>'),
        ('<a href="#top">x</a>', "https://lms.example", '<a href="#top">x</a>'),
        ('<a href="http://o.example/">x</a>', "https://lms.example", '<a href="http://o.example/">x</a>'),
        ('<a href="/x/">x</a>', None, '<a href="/x/">x</a>'),
        ("", "https://lms.example", ""),
        ('<p data-block-key="a">x</p>', "https://lms.example", "<p>x</p>"),
    ],
)
def test_links_become_complete(html, base, expected):
    assert absolute_links(html, base) == expected


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://example.org/x", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("/x", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_complete_web_address_is_a_safe_link(address, is_safe):
    assert safe_link(address) == (address if is_safe else "")
