"""Tables: heads that are announced, numbers that line up, limits, and what is not a table at all."""

import pytest

from catalog.blocks.tables import GridBlock
from tests.catalog.blocks_material import api_of, block_of, complaints, html_of

ROWS = [["Dough", "Hours"], ["Rye", "16"], ["White", "2.5"]]


def table(rows=ROWS, heads: str = "row", caption: str = "Rest", **grid) -> tuple[str, dict]:
    return "table", {"caption": caption, "table": {"data": rows, "table_header_choice": heads} | grid}


def heads_of(value: tuple[str, dict]) -> list[tuple[str, str]]:
    return [(cell.text, cell["scope"]) for cell in block_of(*value).select("th")]


@pytest.mark.parametrize(
    ("choice", "heads"),
    [
        ("row", [("Dough", "col"), ("Hours", "col")]),
        ("column", [("Dough", "row"), ("Rye", "row"), ("White", "row")]),
        ("both", [("Dough", "col"), ("Hours", "col"), ("Rye", "row"), ("White", "row")]),
        ("neither", []),
    ],
)
def test_table_heads_say_what_they_head(choice, heads):
    assert heads_of(table(heads=choice)) == heads


def test_table_written_by_a_program_may_mark_its_heads_with_flags():
    stored = "table", {"caption": "Rest", "table": {"data": ROWS, "first_row_is_table_header": True}}

    assert heads_of(stored) == [("Dough", "col"), ("Hours", "col")]


def test_table_has_a_caption_and_can_be_scrolled_by_keyboard():
    element = block_of(*table())

    assert element.select_one("caption").text == "Rest"
    assert (element["role"], element["tabindex"], element["aria-label"]) == ("region", "0", "Rest")


def test_table_without_its_own_caption_takes_that_of_the_grid():
    stored = table(caption="", table_caption="From the grid")

    assert block_of(*stored).select_one("caption").text == "From the grid"


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("16", True),
        ("-2.5", True),
        ("−2,5", True),
        ("1 000", True),
        ("90 %", True),
        ("16 h", False),
        ("", False),
        ("A4", False),
    ],
)
def test_table_marks_numbers_so_that_they_line_up(text, is_number):
    cell = block_of(*table([["x", text]], "neither")).select("td")[1]

    assert (cell.get("class") == ["is-number"]) is is_number


def test_table_head_lines_up_with_the_numbers_below_it():
    heads = block_of(*table()).select("th")

    assert [(head.text, head.get("class")) for head in heads] == [("Dough", None), ("Hours", ["is-number"])]


def test_table_corner_without_words_is_no_head():
    element = block_of(*table([["", "Hours"], ["Rye", "16"]], "both"))

    assert [(cell.name, cell.text) for cell in element.select("th, td")] == [
        ("td", ""),
        ("th", "Hours"),
        ("th", "Rye"),
        ("td", "16"),
    ]


def test_table_of_heads_alone_is_shown():
    assert heads_of(table([["Dough", "Hours"]])) == [("Dough", "col"), ("Hours", "col")]


def test_table_keeps_line_breaks_in_a_cell():
    assert "one<br/>two" in str(block_of(*table([["one\ntwo"]], "neither")).select_one("td"))


def test_table_with_empty_cells_keeps_its_shape():
    rows = block_of(*table([["a", None], [None, "b"]], "neither")).select("tr")

    assert [[cell.text for cell in row.select("td")] for row in rows] == [["a", ""], ["", "b"]]


def test_table_needs_words_and_a_caption():
    assert complaints(*table([[None, ""], ["  ", None]])) == {"table": ["Write something into the table."]}
    assert complaints(*table(caption="")) == {"caption": ["This field is required."]}
    assert complaints(*table(caption=""), is_draft=True) == {}
    assert complaints(*table([[None]]), is_draft=True) == {}


@pytest.mark.parametrize("rows", [[["x"]] * 201, [["x"] * 21]])
def test_table_that_is_too_large_is_refused_with_the_limit(rows):
    assert complaints(*table(rows)) == {
        "table": ["A table may have at most 200 rows and 20 columns; offer more as a file."]
    }


def test_table_cell_that_is_too_long_is_refused():
    assert complaints(*table([["a" * 1001]])) == {"table": ["A cell may hold at most 1000 characters."]}


@pytest.mark.parametrize("broken", [None, "text", 7, [], {}, {"data": None}, {"data": ["no row"]}])
def test_what_is_no_table_is_an_empty_one_and_no_error(broken):
    assert block_of("table", {"caption": "Rest", "table": broken}).select("td, th") == []


@pytest.mark.parametrize("posted", ["", "{", "[1]", '"x"', "null"])
def test_broken_table_from_a_form_is_refused_and_no_error(posted):
    assert GridBlock().value_from_form(posted) is None


def test_table_in_the_api_is_plain_data():
    _kind, stored = table(heads="both")

    assert api_of("table", stored) == {
        "caption": "Rest",
        "table": {"data": ROWS, "table_header_choice": "both"},
    }


def test_table_field_of_the_editor_asks_for_the_caption_once():
    assert "css/cms-blocks.css" in str(GridBlock().field.widget.media)


def test_two_tables_do_not_share_cells():
    html = html_of(table([["first"]], "neither"), table([["second"]], "neither"))

    assert (html.count("first"), html.count("second")) == (1, 1)
