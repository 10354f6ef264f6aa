"""Sections that open, and tabs: readable without script."""

import pytest

from tests.catalog.blocks_material import api_of, block_of, complaints, html_of, page_of, words_of


def sections(*titles: str) -> dict:
    return {"items": [{"title": title, "text": f"<p>About <b>{title}</b></p>"} for title in titles]}


def test_accordion_opens_without_script():
    details = block_of("accordion", sections("Wet", "Torn")).select("details")

    assert [words_of(element) for element in details] == ["Wet About Wet", "Torn About Torn"]
    assert [element.select_one("summary").text for element in details] == ["Wet", "Torn"]
    assert not any(element.has_attr("open") for element in details)


def test_tabs_are_named_sections_one_after_the_other_without_script():
    element = block_of("tabs", sections("By hand", "By machine"))

    assert words_of(element) == "By hand About By hand By machine About By machine"
    for section in element.select("section"):
        assert element.find(id=section["aria-labelledby"]).text in section.text
    assert element.select("[hidden]") == []


def test_tabs_tell_a_script_what_is_a_tab_and_what_its_title():
    element = block_of("tabs", sections("By hand", "By machine"))

    assert element.has_attr("data-tabs")
    assert len(element.select("[data-tab] > [data-tab-title]")) == 2


def test_two_sets_of_tabs_have_different_ids():
    page = page_of(("tabs", sections("a", "b")), ("tabs", sections("a", "b")))

    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == 8
    assert len(set(ids)) == 8


def test_titles_of_sections_are_not_headings_of_the_lesson():
    html = html_of(("accordion", sections("Wet")), ("tabs", sections("a", "b")))

    assert not any(f"<h{level}" in html for level in range(1, 7))


@pytest.mark.parametrize(
    ("kind", "titles", "message"),
    [
        ("accordion", [], "The minimum number of items is 1"),
        ("accordion", ["x"] * 13, "The maximum number of items is 12"),
        ("tabs", ["one"], "The minimum number of items is 2"),
        ("tabs", ["x"] * 7, "The maximum number of items is 6"),
    ],
)
def test_number_of_sections_has_limits(kind, titles, message):
    assert complaints(kind, sections(*titles)) == {"items": [message]}


@pytest.mark.parametrize("kind", ["accordion", "tabs"])
def test_section_needs_a_title_and_a_text(kind):
    empty = {"items": [{"title": "", "text": ""}, {"title": "x", "text": "<p>x</p>"}]}

    assert complaints(kind, empty) == {
        "items.0.title": ["This field is required."],
        "items.0.text": ["This field is required."],
    }
    assert complaints(kind, empty, is_draft=True) == {}


@pytest.mark.parametrize("kind", ["accordion", "tabs"])
def test_sections_in_the_api(kind):
    assert api_of(kind, sections("a", "b")) == {
        "items": [
            {"title": "a", "text": "<p>About <b>a</b></p>"},
            {"title": "b", "text": "<p>About <b>b</b></p>"},
        ]
    }
