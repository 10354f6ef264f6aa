"""Redirects of the CMS: for addresses of pages, and for nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db


def test_address_that_a_page_once_had_leads_on(client):
    Redirect.add_redirect("/old-courses/", "/courses/")
    answer = client.get("/old-courses/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/courses/")


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/cms/nothing/", "/django-admin/nothing/"])
def test_other_addresses_are_not_redirected(admin_client, address):
    Redirect.add_redirect(address, "/courses/")
    assert admin_client.get(address).status_code == 404


def test_unknown_address_of_the_api_is_looked_for_nowhere(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/api/v1/nothing/").status_code == 404
    assert [query["sql"] for query in queries if "wagtail" in query["sql"]] == []
