"""Everybody has so many calls an hour, counted for each alone, and is told what is left."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory

from lms_site.api.throttles import address_of
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.lms_site.api.answers import assert_error

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_api")]
PUBLIC = "/api/v1/sample/public/"
NOON = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def three_an_hour(settings):
    settings.LMS_API_RATES = {"api": "3/h", "api_anonymous": "2/h", "api_refused": "1/h"}


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def left(response):
    headers = response.headers
    return headers["RateLimit-Limit"], headers["RateLimit-Remaining"], headers["RateLimit-Reset"]


def test_each_answer_says_what_is_left(noon, program):
    answers = [program.get(PUBLIC) for _ in range(4)]

    assert [left(answer) for answer in answers] == [(("3", rest, "3591")) for rest in ("2", "1", "0", "0")]
    assert assert_error(answers[3], 429, "RATE_LIMITED") == {}
    assert answers[3].headers["Retry-After"] == "3591"


def test_refusals_of_every_kind_count(noon, program, client):
    refused = {
        404: program.get("/api/v1/nothing/"),
        405: program.delete(PUBLIC),
        406: program.get(PUBLIC, headers={"Accept": "text/html"}),
        401: client.get("/api/v1/sample/own/"),
        400: client.get(f"{PUBLIC}?page=%00"),
    }

    assert {status: answer.status_code for status, answer in refused.items()} == {s: s for s in refused}
    assert [left(answer)[1] for answer in refused.values()] == ["2", "1", "0", "1", "0"]
    assert_error(program.get(PUBLIC), 429, "RATE_LIMITED")
    assert_error(client.get("/api/v1/nothing/"), 429, "RATE_LIMITED")


def test_limit_ends_with_its_hour(noon, person):
    program = api_client(person)
    for _ in range(4):
        answer = program.get(PUBLIC)
    assert answer.status_code == 429

    noon.shift(timedelta(seconds=int(answer.headers["Retry-After"])))

    assert left(api_client(person).get(PUBLIC))[1] == "2"


def test_one_person_does_not_use_up_another_ones(program):
    for _ in range(4):
        program.get(PUBLIC)

    assert api_client(UserFactory()).get(PUBLIC).status_code == 200
    assert program.get(PUBLIC).status_code == 429


def test_person_counts_alike_from_every_session_and_address(program, person):
    for number in range(3):
        assert program.get(PUBLIC, REMOTE_ADDR=f"10.0.0.{number}").status_code == 200

    assert api_client(person).get(PUBLIC).status_code == 429


def test_addresses_count_for_who_is_nobody(client):
    for _ in range(2):
        assert client.get(PUBLIC).status_code == 200

    assert client.get(PUBLIC).status_code == 429
    assert client.get(PUBLIC, REMOTE_ADDR="10.0.0.2").status_code == 200


def test_tokens_that_are_refused_do_not_close_the_door_of_their_address(client):
    refused = {"Authorization": "Bearer expired"}
    assert_error(client.get(PUBLIC, headers=refused), 401, "INVALID_TOKEN")
    assert_error(client.get(PUBLIC, headers=refused), 429, "RATE_LIMITED")
    assert client.get(PUBLIC).status_code == 200


def test_forged_address_helps_nobody(client):
    for number in range(2):
        client.get(PUBLIC, headers={"X-Forwarded-For": f"10.1.1.{number}"})

    assert client.get(PUBLIC, headers={"X-Forwarded-For": "10.1.1.9"}).status_code == 429


def test_forged_address_helps_nobody_behind_a_proxy_either(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(2):
        client.get(PUBLIC, headers={"X-Forwarded-For": f"10.1.1.{number}, 203.0.113.7"})

    assert client.get(PUBLIC, headers={"X-Forwarded-For": "10.1.1.9, 203.0.113.7"}).status_code == 429
    assert client.get(PUBLIC, headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 200


ADDRESSES = [
    (0, "10.0.0.1", "9.9.9.9", "10.0.0.1"),
    (1, "10.0.0.1", "", "10.0.0.1"),
    (1, "10.0.0.1", "9.9.9.9", "9.9.9.9"),
    (1, "10.0.0.1", "8.8.8.8, 9.9.9.9:4711", "9.9.9.9"),
    (2, "10.0.0.1", "7.7.7.7,8.8.8.8, 9.9.9.9", "8.8.8.8"),
    (2, "10.0.0.1", "9.9.9.9", "10.0.0.1"),
    (1, "10.0.0.1", "not an address " + "x" * 9000, "10.0.0.1"),
    (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    (0, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
    (1, "10.0.0.1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
    (0, "::ffff:10.0.0.1", "", "10.0.0.1"),
    (0, "", "", ""),
]


@pytest.mark.parametrize(("proxies", "own", "forwarded", "seen"), ADDRESSES)
def test_address_is_that_which_the_last_trusted_proxy_saw(settings, proxies, own, forwarded, seen):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=own, HTTP_X_FORWARDED_FOR=forwarded)

    assert address_of(request) == seen


def test_reads_go_on_and_limits_go_on_counting_when_redis_dies(redis_cache, program):
    assert program.get(PUBLIC).status_code == 200
    redis_cache.server.kill()

    answers = [program.get(PUBLIC).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]
