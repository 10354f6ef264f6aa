"""What every template may ask for."""

import pytest
from django.http import HttpRequest
from django.utils import translation

from lms_site.context import site


@pytest.mark.django_db
def test_templates_know_the_site_and_its_languages(settings):
    settings.WAGTAIL_SITE_NAME = "Sanggar"
    with translation.override("id"):
        values = site(HttpRequest())

    assert values["site_name"] == "Sanggar"
    assert values["site_url"] == settings.SITE_URL
    assert values["language"]["name_local"] == "Bahasa Indonesia"
    assert [language["code"] for language in values["languages"]] == ["en", "id"]


@pytest.mark.django_db
def test_templates_learn_it_without_a_query_but_the_first_time(django_assert_num_queries):
    site(HttpRequest())
    with django_assert_num_queries(0):
        site(HttpRequest())
