"""Refresh tokens: each is used once, a lost answer comes again, a copied token ends the session."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connections
from django.test import RequestFactory

from tests.accounts.api.test_tokens import claims_in, sign, unsigned
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client, session_of
from tests.lms_site.api.test_envelope import assert_error

REFRESH = "/api/v1/auth/refresh/"
CALLERS = 20


def renew(token):
    return api_client().post(REFRESH, {"refresh_token": token})


def renewed(token) -> dict:
    response = renew(token)
    assert response.status_code == 200
    return response.json()["data"]


def assert_refused(token):
    assert_error(renew(token), 401, "INVALID_REFRESH_TOKEN")


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00", tick=False)
    return time_machine


@pytest.fixture
def program(db, clock):
    """Somebody's program that has just signed in."""
    return api_client(UserFactory())


def test_each_pair_is_exchanged_for_the_next(program, clock, profile_with):
    seen, token = set(), program.tokens["refresh_token"]
    for _time in range(4):
        pair = renewed(token)
        token = pair["refresh_token"]
        seen |= {pair["access_token"], token}
        assert profile_with(pair["access_token"]) == 200
        clock.shift(800)
    assert len(seen) == 8


def test_lost_answer_comes_again_within_ten_seconds(program, clock):
    token = program.tokens["refresh_token"]
    pair = renewed(token)
    clock.shift(9)
    assert renewed(token) == pair
    assert renewed(pair["refresh_token"]) != pair


def test_lost_answer_comes_again_also_when_the_next_pair_is_spent(program):
    token = program.tokens["refresh_token"]
    pair = renewed(token)
    renewed(pair["refresh_token"])
    assert renewed(token) == pair


def test_spent_token_later_ends_the_session(program, clock, profile_with):
    token = program.tokens["refresh_token"]
    pair = renewed(token)
    clock.shift(11)
    assert_refused(token)
    assert profile_with(pair["access_token"]) == 401
    assert_refused(pair["refresh_token"])
    assert not Session.objects.filter(pk=program.session_key).exists()
    assert KEY_PREFIX + program.session_key not in caches["default"]


def test_token_that_the_session_never_knew_ends_it(program, profile_with):
    stranger = sign({**claims_in(program.tokens["refresh_token"]), "jti": "never-made"})
    assert_refused(stranger)
    assert profile_with(program.tokens["access_token"]) == 401


def test_forged_token_ends_nothing(program, profile_with):
    claims = claims_in(program.tokens["refresh_token"])
    forged = [
        unsigned(claims),
        sign({**claims, "jti": "x"}, "another key of at least thirty-two letters"),
        sign({**claims, "jti": "x", "exp": claims["iat"] - 1}),
        sign({**claims, "jti": "x", "aud": "another-api"}),
        program.tokens["access_token"],
        "x",
    ]
    for token in forged:
        assert_refused(token)
    assert profile_with(program.tokens["access_token"]) == 200


def test_other_sessions_of_the_person_go_on(program, clock, profile_with, sign_in):
    user = UserFactory()
    desk = sign_in(user)
    phone = sign_in(user)
    renewed(phone["refresh_token"])
    clock.shift(11)
    assert_refused(phone["refresh_token"])
    assert profile_with(desk["access_token"]) == 200


def test_refresh_token_dies_after_fourteen_days(program, clock):
    clock.shift(14 * 86_400 + 1)
    assert_refused(program.tokens["refresh_token"])


def test_session_goes_on_for_as_long_as_it_is_renewed(program, clock, profile_with):
    token = program.tokens["refresh_token"]
    for _fortnight in range(4):
        clock.shift(13 * 86_400)
        pair = renewed(token)
        token = pair["refresh_token"]
    assert profile_with(pair["access_token"]) == 200


def test_old_state_in_the_cache_does_no_harm(program, clock):
    """The database is asked: a cache that was away meanwhile knows the token that is spent as the current one."""
    key = KEY_PREFIX + program.session_key
    old, token = caches["default"].get(key), program.tokens["refresh_token"]
    pair = renewed(token)
    caches["default"].set(key, old)
    assert renewed(pair["refresh_token"])
    clock.shift(11)
    caches["default"].set(key, old)
    assert_refused(token)


def test_session_does_not_grow(program, clock):
    token = program.tokens["refresh_token"]
    sizes = []
    for _time in range(6):
        token = renewed(token)["refresh_token"]
        sizes.append(len(Session.objects.get(pk=program.session_key).session_data))
        clock.shift(60)
    assert max(sizes) - min(sizes) < 50


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_the_same_pair():
    token = api_client(UserFactory()).tokens["refresh_token"]
    answers = at_once(lambda: renew(token).json()["data"])
    assert len(answers) == CALLERS
    assert len({(answer["access_token"], answer["refresh_token"]) for answer in answers}) == 1
    assert renewed(answers[0]["refresh_token"])


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_they_get_different_ones():
    """allauth's own renewal: all look before the first has written."""
    user, barrier = UserFactory(), Barrier(CALLERS)

    class Naive(JWTTokenStrategy):
        def get_claims(self, user):
            barrier.wait(timeout=20)
            return {}

    request = RequestFactory().get("/")
    request.user, request.session = user, session_of(user)
    token = JWTTokenStrategy().create_access_token_payload(request)["refresh_token"]
    request.session.save()
    pairs = at_once(lambda: Naive().refresh_token(token))
    assert len(set(pairs)) > 1


def at_once(call) -> list:
    """What so many callers get at the same time, each with its own connection."""
    barrier = Barrier(CALLERS)

    def run(_number):
        barrier.wait(timeout=20)
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(run, range(CALLERS)))
