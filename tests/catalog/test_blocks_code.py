"""Source code: coloured by class names, escaped, exactly as it was typed."""

import time

import pytest

from catalog.highlighting import LANGUAGES, highlight, language_name
from tests.catalog.blocks_material import api_of, block_of, body_of, complaints

SOURCE = 'def rest(hours=2):\n    return f"<b>{hours}</b>"'


def code(text: str = SOURCE, language: str = "python", caption: str = "") -> tuple[str, dict[str, str]]:
    return "code", {"language": language, "code": text, "caption": caption}


def test_code_is_coloured_by_classes_and_without_styles():
    element = block_of(*code()).select_one("pre code")

    assert element.select_one("span.k").text == "def"
    assert element.select_one("span.nf").text == "rest"
    assert element.select("[style]") == []


@pytest.mark.parametrize(("language", "_name"), LANGUAGES)
def test_code_reads_and_copies_as_typed_in_every_language(language, _name):
    assert block_of(*code(language=language)).select_one("[data-code-source]").text == SOURCE


def test_code_keeps_the_spaces_before_its_first_line():
    assert block_of(*code("    indented\nnot")).select_one("code").text == "    indented\nnot"


def test_code_with_empty_lines_around_it_is_shown_without_them():
    assert block_of(*code("\n\nx = 1\n\n")).select_one("code").text == "x = 1"


def test_code_in_a_language_that_is_not_offered_is_plain_text():
    element = block_of(*code(language="brainfuck"))

    assert element.select_one("code").text == SOURCE
    assert element.select_one(".code__language").text == "Plain text"


def test_code_says_its_language_and_caption_and_can_be_scrolled_by_keyboard():
    element = block_of(*code(caption="dough.py"))

    assert element.select_one(".code__language").text == "Python"
    assert element.select_one(".code__caption").text == "dough.py"
    pre = element.select_one("pre")
    assert (pre["tabindex"], pre["role"], pre["aria-label"]) == ("0", "region", "dough.py")
    assert block_of(*code()).select_one("pre")["aria-label"] == "Code: Python"


def test_code_brings_the_words_for_its_copy_button():
    element = block_of(*code())

    assert (element["data-copy-label"], element["data-copied-label"]) == ("Copy the code", "Copied")


def test_code_is_not_translated_by_the_browser():
    assert block_of(*code()).select_one("code")["translate"] == "no"


def test_code_must_not_be_only_spaces_but_may_in_a_draft():
    assert complaints(*code("")) == {"code": ["This field is required."]}
    assert complaints(*code(" \n ")) == {"code": ["Write the code."]}
    assert complaints(*code(" \n "), is_draft=True) == {}


def test_code_of_many_empty_lines_is_coloured_at_once():
    start = time.process_time()

    assert block_of(*code("x" + "\n" * 19_000 + "y")).select_one("code").text.endswith("y")
    assert time.process_time() - start < 5


def test_code_that_is_too_long_is_refused():
    assert "at most 20000 characters" in complaints(*code("x" * 20_001))["code"][0]


def test_cleaning_code_keeps_it_as_typed():
    body = body_of(code("    x\n  y  "))

    assert body.stream_block.clean(body)[0].value["code"] == "    x\n  y  "


def test_code_in_the_api_is_the_plain_source():
    assert api_of(*code(caption="dough.py")) == {"language": "python", "code": SOURCE, "caption": "dough.py"}


def test_language_is_called_by_its_name():
    assert (language_name("csharp"), language_name("none"), language_name(None)) == (
        "C#",
        "Plain text",
        "Plain text",
    )


def test_every_language_on_offer_is_known_to_the_highlighter():
    assert [language for language, _name in LANGUAGES if highlight("x", language).strip() == ""] == []
