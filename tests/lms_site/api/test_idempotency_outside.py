"""Work that asks another server: no transaction around it, and one answer for each key all the same."""

import threading

import pytest

from lms_site.cache_versions import stored
from lms_site.models import IdempotentRequest
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.lms_site.api.answers import assert_error
from tests.lms_site.api.sample import Asking
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_api", "nothing_asked")]
ASKING = "/api/v1/sample/asking/"


@pytest.fixture
def nothing_asked(monkeypatch):
    monkeypatch.setattr(Asking, "asked", [])


def send(client, key="a", name="thing"):
    return client.post(ASKING, {"name": name}, headers={"Idempotency-Key": key})


def made() -> int:
    return stored(["sample:made"])["sample:made"]


def test_same_key_has_the_same_answer(program):
    first, second = send(program), send(program)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert (made(), len(Asking.asked)) == (1, 1)


def test_without_a_key_or_under_another_it_is_done_again(program):
    program.post(ASKING, {"name": "thing"})
    send(program, key="a")
    send(program, key="b")
    send(api_client(UserFactory()), key="a")
    assert made() == 4


def test_key_for_something_else_is_refused_even_before_there_is_an_answer(program, person):
    send(program)
    assert_error(send(program, name="other"), 409, "IDEMPOTENCY_KEY_REUSED")
    IdempotentRequest.objects.create(user=person, key="b", fingerprint="of something else")
    assert_error(send(program, key="b"), 409, "IDEMPOTENCY_KEY_REUSED")
    assert made() == 1


@pytest.mark.parametrize("key", ["x" * 201, "", "\xe9"])
def test_key_that_is_none_is_refused(program, key):
    assert_error(send(program, key=key), 400, "VALIDATION_ERROR")
    assert Asking.asked == []


@pytest.mark.django_db(transaction=True)
def test_it_runs_in_no_transaction(program):
    send(program)
    assert Asking.asked == [False]


@pytest.mark.django_db(transaction=True)
def test_crash_in_the_middle_leaves_a_key_that_may_be_tried_again(person):
    program = api_client(person)
    program.raise_request_exception = False
    assert_error(send(program, name="fault"), 500, "SERVER_ERROR")
    assert IdempotentRequest.objects.get().status == 0
    assert_error(send(program, name="fault"), 500, "SERVER_ERROR")
    assert len(Asking.asked) == 2


@pytest.mark.django_db(transaction=True)
def test_refusal_is_not_kept(program, person):
    assert_error(program.post(ASKING, {}, headers={"Idempotency-Key": "a"}), 400, "VALIDATION_ERROR")
    row = IdempotentRequest.objects.get()
    assert (row.status, row.answer) == (0, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("key", "answers"), [({"Idempotency-Key": "a"}, 1), ({}, 2)])
def test_two_at_once_have_one_answer(person, monkeypatch, key, answers):
    """Both are at it when neither has an answer yet; without a key each has its own: the control."""
    both = threading.Barrier(2, timeout=20)
    monkeypatch.setattr(Asking, "meanwhile", staticmethod(both.wait))
    programs = [api_client(person) for _ in range(2)]
    found = []

    def call():
        found.append(programs.pop().post(ASKING, {"name": "thing"}, headers=key))

    at_once(call, 2)

    assert {answer.status_code for answer in found} == {201}
    assert len({answer.json()["data"]["number"] for answer in found}) == answers
    assert len(Asking.asked) == 2
