"""Parts of pages that are kept rendered."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from lms_site.cache_versions import bump

pytestmark = pytest.mark.django_db(transaction=True)
PART = Template('{% load kept %}{% kept "part" key %}{{ count }}{% endkept %}')


class Counter:
    """Says how often it was asked."""

    def __init__(self):
        self.asked = 0

    def __str__(self):
        self.asked += 1
        return str(self.asked)


def render(counter, key="a", **context):
    return PART.render(Context({"key": key, "count": counter, **context}))


def test_part_is_rendered_once():
    counter = Counter()
    assert [render(counter), render(counter)] == ["1", "1"]
    assert counter.asked == 1


def test_part_is_rendered_anew_after_a_public_change():
    counter = Counter()
    render(counter)
    bump("public")
    assert render(counter) == "2"


def test_keys_and_languages_do_not_mix():
    counter = Counter()
    render(counter, key="a")
    assert render(counter, key="b") == "2"
    with translation.override("id"):
        assert render(counter, key="a") == "3"


def test_empty_key_keeps_nothing():
    counter = Counter()
    assert [render(counter, key=""), render(counter, key="")] == ["1", "2"]


def test_preview_keeps_nothing():
    counter, request = Counter(), RequestFactory().get("/")
    request.is_preview = True
    render(counter, request=request)
    assert render(counter) == "2"


def test_text_inside_is_escaped_once():
    assert render("<b>") == render("<b>") == "&lt;b&gt;"
