"""A call can be followed: one line in the log, its id in all that it causes, and no secret in either."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from lms_site.delivery import HAND_OVER_GRACE, sweep
from lms_site.events import publish
from lms_site.gateway import RequestIdFilter, as_request, request_id
from lms_site.models import OutboxEvent
from tests.lms_site.sample import Happened

pytestmark = pytest.mark.django_db
ID = "mobile-app.42:7"


@pytest.fixture
def lines(caplog):
    """The lines of the log as the site writes them: with the id."""
    caplog.set_level(logging.INFO)
    caplog.handler.addFilter(RequestIdFilter())
    return lambda: [(record.request_id, record.getMessage().split(" ")) for record in caplog.records]


def calls(lines):
    return [words for identity, words in lines() if identity == ID and words[0] in ("GET", "POST", "OPTIONS")]


@pytest.mark.usefixtures("sample_api")
def test_call_is_one_line_with_route_status_time_and_person(program, person, lines):
    program.get("/api/v1/sample/public/secret-name/?token=secret-word", headers={"X-Request-ID": ID})

    ((method, route, status, took, who),) = calls(lines)
    assert (method, route, status) == ("GET", "/api/v1/sample/public/<str:name>/", "200")
    assert took.removesuffix("ms").isdigit()
    assert who == f"user={person.pk}"


@pytest.mark.usefixtures("sample_api")
def test_log_holds_no_query_and_no_token_whatever_comes_of_the_call(quiet_client, program, caplog):
    caplog.set_level(logging.DEBUG)
    secret = "secret-word"
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": secret, "X-Session-Token": secret}
    for path in ("public/", "own/", "raising/fault/", "raising/bad/", "nothing/"):
        quiet_client.get(f"/api/v1/sample/{path}?q={secret}", headers=headers)
        quiet_client.get(f"/api/v1/sample/{path}?q={secret}")
        program.get(f"/api/v1/sample/{path.replace('raising/fault', 'x')}?q={secret}")
        quiet_client.post(f"/api/v1/sample/{path}", {"password": secret}, content_type="application/json")

    assert len(caplog.records) >= 20
    assert secret not in caplog.text


@pytest.mark.usefixtures("sample_api")
def test_refused_person_is_named_too(program, person, settings, lines):
    settings.LMS_API_RATES = {"api": "0/h", "api_anonymous": "0/h"}
    program.get("/api/v1/sample/own/", headers={"X-Request-ID": ID})

    assert [(words[2], words[4]) for words in calls(lines)] == [("429", f"user={person.pk}")]


@pytest.mark.usefixtures("sample_api")
def test_every_line_of_a_call_has_its_id(quiet_client, lines):
    for path in ("raising/fault/", "nothing/", "plain/404/", "unrenderable/"):
        quiet_client.get(f"/api/v1/sample/{path}", headers={"X-Request-ID": ID})

    assert {identity for identity, _words in lines()} == {ID}
    assert request_id() == ""


# --- What a call causes -----------------------------------------------------------------------
@pytest.mark.usefixtures("sample_api")
def test_reaction_logs_with_the_id_of_the_call_that_caused_it(program, reactions, committed, lines):
    reactions("tell")
    with committed():
        program.post("/api/v1/sample/things/", {"name": "thing"}, headers={"X-Request-ID": ID})

    assert [identity for identity, words in lines() if words[0] == "reacted"] == [ID]


def test_reaction_that_was_swept_up_later_still_does(reactions, lines):
    reactions("tell")
    with transaction.atomic(), as_request(ID):
        publish(Happened(thing_id=7))
    assert OutboxEvent.objects.get().request_id == ID

    with time_machine.travel(timezone.now() + timedelta(seconds=HAND_OVER_GRACE + 1)):
        assert sweep() == 1

    assert [identity for identity, words in lines() if words[0] == "reacted"] == [ID]
    assert request_id() == ""


def test_reaction_that_failed_is_logged_with_it(reactions, lines):
    reactions("fail")
    with transaction.atomic(), as_request(ID):
        publish(Happened(thing_id=7))
    with time_machine.travel(timezone.now() + timedelta(seconds=HAND_OVER_GRACE + 1)):
        sweep()

    (failed,) = [identity for identity, words in lines() if words[0] == "Reaction"]
    assert failed == ID
