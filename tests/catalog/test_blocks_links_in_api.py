"""Rich text for programs that live elsewhere: HTML whose links still lead here."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page

from tests.catalog.blocks_material import api_of


@pytest.fixture
def home(db) -> Page:
    return Page.objects.get(depth=2)


def test_paragraph_in_the_api_has_complete_addresses(home, settings):
    settings.WAGTAILAPI_BASE_URL = "https://lms.example"
    stored = (
        f'<p><a linktype="page" id="{home.pk}">home</a> <a href="/courses/?q=a&amp;b=1">all</a> '
        '<a href="https://example.org/">else</a> <a href="#h-top">top</a> <a href="mailto:a@example.org">mail</a></p>'
    )

    assert api_of("paragraph", stored) == (
        f'<p><a href="https://lms.example{home.url}">home</a> '
        '<a href="https://lms.example/courses/?q=a&amp;b=1">all</a> '
        '<a href="https://example.org/">else</a> <a href="#h-top">top</a> <a href="mailto:a@example.org">mail</a></p>'
    )


def test_paragraph_in_the_api_takes_the_address_of_the_site_that_was_asked(home, settings):
    settings.WAGTAILAPI_BASE_URL = None
    request = RequestFactory().get("/api/cms/v2/pages/1/")

    assert api_of("paragraph", '<p><a href="/x/">x</a></p>', request) == '<p><a href="http://localhost/x/">x</a></p>'


def test_paragraph_without_a_known_site_keeps_its_links(settings):
    settings.WAGTAILAPI_BASE_URL = None

    assert api_of("paragraph", '<p><a href="/x/">x</a></p>') == '<p><a href="/x/">x</a></p>'


def test_program_that_wants_to_write_back_can_read_the_stored_form(home):
    request = RequestFactory().get("/", {"rich_text_format": "db_html"})
    stored = f'<p><a linktype="page" id="{home.pk}">home</a></p>'

    assert api_of("paragraph", stored, request) == stored


def test_program_may_read_markdown(home):
    request = RequestFactory().get("/", {"rich_text_format": "db_markdown"})

    assert api_of("paragraph", "<p><b>Four</b> things</p>", request).strip() == "**Four** things"


def test_prose_inside_other_blocks_has_complete_addresses_too(settings):
    settings.WAGTAILAPI_BASE_URL = "https://lms.example"
    link, expected = '<p><a href="/x/">x</a></p>', '<p><a href="https://lms.example/x/">x</a></p>'

    assert api_of("callout", {"kind": "tip", "title": "", "text": link})["text"] == expected
    assert api_of("accordion", {"items": [{"title": "t", "text": link}]})["items"][0]["text"] == expected
    assert api_of("question", {"prompt": link, "choices": [], "explanation": ""})["prompt"] == expected
