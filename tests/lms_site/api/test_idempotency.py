"""What was sent twice under one key is done once."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from lms_site.cache_versions import stored
from lms_site.models import IdempotentRequest, OutboxEvent
from lms_site.tasks import purge_old_rows
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.lms_site.api.answers import assert_error
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_api", "listed")]
THINGS = "/api/v1/sample/things/"


@pytest.fixture
def listed(reactions):
    reactions("count")


def made() -> int:
    """How many things there are."""
    return stored(["sample:made"])["sample:made"]


def send(client, key="a", name="thing", path=THINGS, **more):
    return client.post(path, {"name": name, **more}, headers={"Idempotency-Key": key})


def test_same_key_has_the_same_answer(program):
    first, second = send(program), send(program)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["Location"] == first.headers["Location"]
    assert first.headers["Location"] == f"/api/v1/sample/things/{first.json()['data']['number']}/"
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert made() == 1


def test_order_of_the_fields_is_no_difference(program):
    program.generic("POST", THINGS, '{"name": "a", "count": 1}', "application/json", HTTP_IDEMPOTENCY_KEY="a")
    program.generic("POST", THINGS, '{"count": 1,  "name": "a"}', "application/json", HTTP_IDEMPOTENCY_KEY="a")

    assert made() == 1


@pytest.mark.parametrize("other", [{"name": "other"}, {"count": 1}, {"path": f"{THINGS}?q=1"}])
def test_key_for_something_else_is_refused(program, other):
    send(program)

    assert_error(send(program, **other), 409, "IDEMPOTENCY_KEY_REUSED")
    assert made() == 1


def test_another_person_has_keys_of_its_own(program):
    send(program)

    answer = send(api_client(UserFactory()), name="other")

    assert (answer.status_code, made()) == (201, 2)
    assert "Idempotency-Replayed" not in answer.headers


def test_without_a_key_or_under_another_it_is_done_again(program):
    program.post(THINGS, {"name": "thing"})
    program.post(THINGS, {"name": "thing"})
    send(program, key="a")
    send(program, key="b")

    assert made() == 4


@pytest.mark.parametrize(("body", "status"), [({}, 400), ({"name": "x" * 99}, 400), ({"name": "full"}, 422)])
def test_refusal_is_not_kept(program, body, status):
    refused = program.post(THINGS, body, headers={"Idempotency-Key": "a"})
    assert refused.status_code == status

    assert send(program).status_code == 201
    assert made() == 1


@pytest.mark.parametrize("key", ["x" * 201, "", "a\nb", "a\tb", "\xe9", "a\x7f"])
def test_key_that_is_none_is_refused(program, key):
    assert assert_error(send(program, key=key), 400, "VALIDATION_ERROR").keys() == {"Idempotency-Key"}
    assert made() == 0


def test_longest_key_is_taken(program):
    assert send(program, key="x" * 200).status_code == 201
    assert send(program, key="x" * 200).headers["Idempotency-Replayed"]


def test_key_of_nobody_is_not_heeded(client):
    """Two strangers behind one address may choose the same."""
    for _ in range(2):
        assert send(client, path="/api/v1/sample/offers/").status_code == 201
    assert made() == 2


def test_answers_are_kept_for_a_day(program):
    send(program)
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        purge_old_rows()
        assert IdempotentRequest.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        purge_old_rows()
    assert IdempotentRequest.objects.count() == 0


def test_fault_in_the_middle_keeps_nothing(person):
    program = api_client(person)
    program.raise_request_exception = False
    assert_error(send(program, name="fault"), 500, "SERVER_ERROR")

    assert (made(), OutboxEvent.objects.count(), IdempotentRequest.objects.count()) == (0, 0, 0)
    assert send(program, name="fault").status_code == 500
    assert send(program).status_code == 201


# --- Many at once, and a server that dies -----------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("key", "times"), [({"Idempotency-Key": "a"}, 1), ({}, 20)])
def test_twenty_at_once_do_it_once(person, key, times):
    """Without a key, each does: the control."""
    authorization = api_client(person).defaults["HTTP_AUTHORIZATION"]
    answers = []

    def call():
        headers = {"Authorization": authorization, **key}
        answers.append(Client().post(THINGS, {"name": "thing"}, content_type="application/json", headers=headers))

    at_once(call, 20)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["data"]["number"] for answer in answers}) == times
    assert (made(), OutboxEvent.objects.count()) == (times, times)


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_is_told_so(person):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, whatever the key")
    program = api_client(person)
    answers = []

    def call():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 200")
        answers.append(send(program))

    with transaction.atomic():
        IdempotentRequest.objects.create(user=person, key="a", fingerprint="of the first, which takes its time")
        at_once(call, 1)

    assert_error(answers[0], 409, "IDEMPOTENCY_KEY_IN_USE")
    assert made() == 0


@pytest.mark.django_db(transaction=True)
def test_connection_that_dies_in_the_middle_keeps_nothing(person):
    if connection.vendor != "postgresql":
        pytest.skip("only a server can end a connection")
    program = api_client(person)
    program.raise_request_exception = False
    answers = []

    at_once(lambda: answers.append(send(program, name="crash")), 1)

    assert_error(answers[0], 500, "SERVER_ERROR")
    assert (made(), OutboxEvent.objects.count(), IdempotentRequest.objects.count()) == (0, 0, 0)
    assert send(program, name="thing").status_code == 201
