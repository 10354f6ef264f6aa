"""Files to download."""

import pytest

from catalog.shell import marker
from tests.catalog.blocks_material import Reader, api_of, block_of, complaints, html_of, make_document, words_of


@pytest.fixture
def shopping_list(db):
    return make_document()


def handout(document, label: str = "Your list") -> tuple[str, dict]:
    return "file", {"document": document and document.pk, "label": label}


def test_file_is_a_link_to_a_signed_address_that_says_what_one_gets(shopping_list):
    element = block_of(*handout(shopping_list), reader=Reader())

    link = element.select_one("a")
    assert link["href"] == f"/signed/file/{shopping_list.pk}/"
    assert link.has_attr("download")
    assert words_of(link).replace("\xa0", " ") == "Your list PDF 2.0 KB"


def test_file_without_words_of_its_own_goes_by_its_title(shopping_list):
    assert words_of(block_of(*handout(shopping_list, ""))).startswith("Shopping list")


def test_file_of_unknown_size_does_not_claim_one(db):
    assert "KB" not in words_of(block_of(*handout(make_document(size=None))))


def test_file_leaves_a_hole_in_a_shell_that_everybody_shares(shopping_list):
    assert f'href="{marker("file", shopping_list.pk)}"' in html_of(handout(shopping_list), is_shell=True)


def test_address_of_the_file_itself_is_never_on_the_page(shopping_list):
    html = html_of(handout(shopping_list), reader=Reader())

    assert shopping_list.file.name not in html
    assert shopping_list.url not in html


def test_file_that_was_deleted_says_so(shopping_list):
    block = handout(shopping_list)
    shopping_list.delete()

    assert words_of(block_of(*block)) == "This file is no longer available."


def test_file_must_be_chosen(db):
    assert complaints(*handout(None)) == {"document": ["This field is required."]}
    assert complaints(*handout(None), is_draft=True) == {}


def test_file_in_the_api_has_no_address(shopping_list):
    assert api_of(*handout(shopping_list)) == {
        "document": {
            "id": shopping_list.pk,
            "title": "Shopping list",
            "size": 2048,
            "content_type": "application/pdf",
        },
        "label": "Your list",
    }
