"""Facts for search engines inside a page."""

import json
import re

from django.template import Context, Template
from django.utils.translation import gettext_lazy

ELEMENT = re.compile(r'<script type="application/ld\+json">(.*)</script>', re.DOTALL)


def rendered(facts) -> str:
    return Template("{% load structured_data %}{% structured_data facts %}").render(Context({"facts": facts}))


def facts_in(html: str):
    return json.loads(ELEMENT.fullmatch(html).group(1))


def test_structured_data_can_be_read_back():
    facts = {"@type": "Course", "name": "Batik & geometri", "offers": {"price": "19.00"}}
    assert facts_in(rendered(facts)) == facts


def test_structured_data_keeps_letters_of_every_language():
    assert "Guimarães" in rendered({"name": "Guimarães"})


def test_structured_data_cannot_be_left_by_markup_in_a_value():
    title = "</script><script>alert(1)</script><!-- & -->"
    html = rendered({"name": title})
    assert html.count("<script") == 1
    assert html.count("</script>") == 1
    assert "<!--" not in html
    assert facts_in(html) == {"name": title}


def test_structured_data_takes_texts_that_are_translated_late():
    assert facts_in(rendered({"name": gettext_lazy("English")})) == {"name": "English"}


def test_nothing_is_written_where_a_page_has_no_facts():
    html = Template('{% include "components/json_ld.html" %}').render(Context())
    assert "<script" not in html
