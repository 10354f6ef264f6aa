"""One form for every answer, whoever gives it."""

import re

import pytest

from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db


def test_unknown_address_is_not_found(client):
    assert_error(client.get("/api/v1/nothing/"), 404, "NOT_FOUND")
    assert_error(client.post("/api/v1/nothing/"), 404, "NOT_FOUND")
    assert_error(client.get("/api/v1/nothing"), 404, "NOT_FOUND")


@pytest.mark.parametrize("accept", ["application/vnd.hybridlms.v2+json", "text/html", "application/xml"])
def test_other_version_is_not_acceptable(client, accept):
    assert_error(client.get("/api/v1/nothing/", headers={"Accept": accept}), 406, "NOT_ACCEPTABLE")


def test_version_may_be_named(client):
    response = client.get("/api/v1/nothing/", headers={"Accept": "application/vnd.hybridlms.v1+json"})
    assert_error(response, 404, "NOT_FOUND")
    assert response.headers["Content-Type"] == "application/vnd.hybridlms.v1+json"


def test_own_request_id_comes_back(client):
    response = client.get("/api/v1/nothing/", headers={"X-Request-ID": "mobile-app.42:7"})
    assert response.headers["X-Request-ID"] == "mobile-app.42:7"


@pytest.mark.parametrize("forged", ["short", "x" * 65, "line\nbreak-and-more", "sp ace and more"])
def test_request_id_that_could_forge_a_log_line_is_replaced(client, forged):
    response = client.get("/api/v1/nothing/", headers={"X-Request-ID": forged})
    assert re.fullmatch(r"req_[0-9a-f]{16}", response.headers["X-Request-ID"])


def test_every_page_has_a_request_id(client):
    assert client.get("/healthz").headers["X-Request-ID"].startswith("req_")
