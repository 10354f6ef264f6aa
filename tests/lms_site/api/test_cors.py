"""Scripts of other sites: those that the list names may call and read everything, others nothing."""

import pytest
from django.test import override_settings

from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db
APP, EVIL = "https://app.example", "https://app.example.evil.example"
SAMPLE = "/api/v1/sample"
ASKED = ["authorization", "content-type", "idempotency-key", "if-none-match", "traceparent", "x-request-id"]


@pytest.fixture(autouse=True)
def one_origin(settings):
    settings.CORS_ALLOWED_ORIGINS = [APP]
    settings.ROOT_URLCONF = "tests.lms_site.api.sample"


def allowed(response):
    assert response.headers["Access-Control-Allow-Credentials"] == "true"
    assert "origin" in response.headers["Vary"].lower()
    return response.headers["Access-Control-Allow-Origin"]


def test_browser_that_asks_first_is_told_what_may_be_sent(client):
    for path in ("/api/v1/courses/", "/api/cms/v2/pages/", "/_allauth/app/v1/config"):
        asked = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": ", ".join(ASKED)}
        answer = client.options(path, headers={"Origin": APP, **asked})
        assert (answer.status_code, allowed(answer)) == (200, APP)
        assert set(ASKED) <= set(answer.headers["Access-Control-Allow-Headers"].split(", "))
        assert {"GET", "POST", "PUT", "PATCH", "DELETE"} <= set(
            answer.headers["Access-Control-Allow-Methods"].split(", ")
        )


def test_answers_may_be_read_with_what_stands_in_their_headers(program):
    answer = program.get(f"{SAMPLE}/own/", headers={"Origin": APP})

    assert (answer.status_code, allowed(answer)) == (200, APP)
    shown = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert {"etag", "location", "idempotency-replayed", "ratelimit-remaining", "retry-after", "x-request-id"} <= shown


def test_errors_may_be_read_too_whoever_answers(quiet_client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.lms_site.api.sample.broken_middleware"]
    origin = {"Origin": APP}
    answers = {
        401: quiet_client.get(f"{SAMPLE}/own/", headers=origin),
        404: quiet_client.get("/api/v1", headers=origin),
        403: quiet_client.get(f"{SAMPLE}/plain/403/", headers=origin),
        413: quiet_client.post(f"{SAMPLE}/public/", "x" * 2**21, content_type="application/json", headers=origin),
        500: quiet_client.get(f"{SAMPLE}/middleware/", headers=origin),
        400: quiet_client.post(f"{SAMPLE}/public/", "{", content_type="application/json", headers=origin),
    }
    with override_settings(LMS_API_RATES={"api": "0/h", "api_anonymous": "0/h"}):
        answers[429] = quiet_client.get(f"{SAMPLE}/public/", headers=origin)

    for status, answer in answers.items():
        assert (answer.status_code, allowed(answer)) == (status, APP)
        assert answer.json()["success"] is False


@pytest.mark.parametrize("origin", [EVIL, "http://app.example", "https://app.example:8443", "null", "https://["])
def test_other_origins_are_given_nothing(client, origin):
    asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
    for answer in (
        client.get(f"{SAMPLE}/public/", headers={"Origin": origin}),
        client.options(f"{SAMPLE}/public/", headers=asked),
        client.get("/api/v1/nothing/", headers={"Origin": origin}),
    ):
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_pages_of_the_site_are_not_for_scripts_of_others(client):
    assert "Access-Control-Allow-Origin" not in client.get("/courses/", headers={"Origin": APP}).headers


def test_asking_first_is_no_way_around_the_size(client):
    assert_error(
        client.post(f"{SAMPLE}/public/", "x" * 2**21, content_type="application/json"), 413, "PAYLOAD_TOO_LARGE"
    )


def test_lists_for_everybody_are_kept_whoever_asks_and_say_so_to_each(client, django_assert_num_queries):
    path = "/api/cms/v2/pages/"
    first = client.get(path)
    assert first.status_code == 200

    with django_assert_num_queries(0):
        own, other = client.get(path, headers={"Origin": APP}), client.get(path, headers={"Origin": EVIL})

    assert own.content == other.content == first.content
    assert allowed(own) == APP
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "origin" in other.headers["Vary"].lower()
