"""Headings and running text."""

import pytest
from wagtail.models import Page

from catalog.blocks.streams import body_headings
from tests.catalog.blocks_material import api_of, block_of, body_of, complaints, html_of, page_of


def heading(text: str, level: str = "h2") -> tuple[str, dict[str, str]]:
    return "heading", {"text": text, "level": level}


def test_heading_is_an_element_of_its_level_with_an_id_to_link_to():
    element = block_of(*heading("Why dough rests", "h3"))

    assert str(element) == '<h3 class="block block--heading" id="h-why-dough-rests">Why dough rests</h3>'


def test_heading_with_a_level_that_is_not_offered_stays_below_the_page_title():
    assert block_of(*heading("Title", "h1")).name == "h2"


def test_equal_headings_get_different_ids():
    page = page_of(heading("Summary"), heading("Tips"), heading("Summary"), heading("Summary"))

    assert [element["id"] for element in page.select("h2")] == [
        "h-summary",
        "h-tips",
        "h-summary-2",
        "h-summary-3",
    ]


def test_heading_numbered_like_a_repeated_one_does_not_take_its_id():
    page = page_of(heading("Step"), heading("Step 2"), heading("Step"))

    assert [element["id"] for element in page.select("h2")] == ["h-step", "h-step-2", "h-step-3"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Membuat pola kawung", "h-membuat-pola-kawung"),
        ("Größe & Maß", "h-größe-maß"),
        ("数学", "h-数学"),
        ("🎉", "h-section"),
        ("a" * 120, "h-" + "a" * 60),
    ],
)
def test_heading_id_keeps_the_letters_of_any_script(text, anchor):
    assert block_of(*heading(text))["id"] == anchor


def test_table_of_contents_lists_headings_in_order_with_the_ids_of_the_page():
    body = body_of(heading("One"), ("paragraph", "<p>x</p>"), heading("Part", "h3"), heading("One"))

    assert [(row.tag, row.text, row.anchor) for row in body_headings(body)] == [
        ("h2", "One", "h-one"),
        ("h3", "Part", "h-part"),
        ("h2", "One", "h-one-2"),
    ]


@pytest.mark.parametrize("text", ["", "   "])
def test_heading_without_words_is_refused(text):
    assert complaints(*heading(text)) == {"text": ["This field is required."]}


def test_heading_without_words_may_stand_in_a_draft():
    assert complaints(*heading(""), is_draft=True) == {}


def test_heading_that_is_too_long_is_refused_with_both_lengths():
    assert complaints(*heading("a" * 121)) == {"text": ["Ensure this value has at most 120 characters (it has 121)."]}


def test_heading_in_the_api_has_its_text_and_level():
    assert api_of(*heading("Why dough rests", "h3")) == {"text": "Why dough rests", "level": "h3"}


def test_paragraph_shows_its_formatting():
    html = "<p><b>Four</b> <i>things</i>, <code>x</code>, H<sub>2</sub>O, m<sup>2</sup>, <s>old</s></p>"

    assert block_of("paragraph", html).decode_contents() == html


def test_paragraph_links_to_a_page_by_its_present_address(db):
    home = Page.objects.get(depth=2)

    link = block_of("paragraph", f'<p><a linktype="page" id="{home.pk}">home</a></p>').select_one("a")

    assert link["href"] == home.url


def test_paragraph_that_links_to_a_deleted_page_keeps_the_words(db):
    assert "<a>gone</a>" in html_of(("paragraph", '<p><a linktype="page" id="999999">gone</a></p>'))


def test_paragraph_of_an_empty_line_is_refused():
    assert complaints("paragraph", "") == {"": ["This field is required."]}


def test_paragraph_counts_words_not_tags_against_its_limit():
    assert complaints("paragraph", "<p>" + "<b>a</b>" * 20_000 + "</p>") == {}
    assert "at most 20000" in complaints("paragraph", "<p>" + "a" * 20_001 + "</p>")[""][0]
