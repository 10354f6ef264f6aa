"""Reusable texts."""

import pytest

from catalog.models import ReusableText
from tests.catalog.blocks_material import api_of, block_of, complaints, html_of


@pytest.fixture
def shared(db) -> ReusableText:
    return ReusableText.objects.create(title="Handing in", body='<p>Send <b>one</b> <a href="/x/">file</a>.</p>')


def test_shared_text_is_shown_without_the_title_that_only_authors_see(shared):
    element = block_of("snippet", shared.pk)

    assert str(element) == ('<div class="block block--snippet"><p>Send <b>one</b> <a href="/x/">file</a>.</p></div>')


def test_shared_text_changes_everywhere_when_it_is_corrected(shared):
    ReusableText.objects.filter(pk=shared.pk).update(body="<p>Send two files.</p>")

    assert "Send two files." in html_of(("snippet", shared.pk))


def test_shared_text_that_was_deleted_leaves_the_rest_of_the_lesson(shared):
    shared_pk = shared.pk
    shared.delete()

    assert "block--snippet" not in html_of(("snippet", shared_pk), ("paragraph", "<p>rest</p>"))
    assert "rest" in html_of(("snippet", shared_pk), ("paragraph", "<p>rest</p>"))


def test_shared_text_must_be_chosen(db):
    assert complaints("snippet", None) == {"": ["This field is required."]}


def test_shared_text_in_the_api(shared, settings):
    settings.WAGTAILAPI_BASE_URL = "https://lms.example"

    assert api_of("snippet", shared.pk) == {
        "id": shared.pk,
        "title": "Handing in",
        "text": '<p>Send <b>one</b> <a href="https://lms.example/x/">file</a>.</p>',
    }


def test_deleted_shared_text_in_the_api_is_nothing(db):
    assert api_of("snippet", 999_999) is None
