"""Which access tokens open something, and which do not."""

import base64
import json

import jwt
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms_site.api.schema import all_codes
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.api import api_client
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db
PROFILE = "/api/v1/auth/profile/"
SESSION = "/_allauth/app/v1/auth/session"


def claims_in(token) -> dict:
    return jwt.decode(token, options={"verify_signature": False})


def sign(claims, key=None, algorithm="HS256") -> str:
    return jwt.encode(claims, settings.SECRET_KEY if key is None else key, algorithm=algorithm)


def unsigned(claims, name="none") -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": name, "typ": "JWT"}, claims)]
    return ".".join([*(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts), ""])


def tampered(token) -> str:
    head, _claims, signature = token.split(".")
    claims = json.dumps({**claims_in(token), "role": "admin"}).encode()
    return ".".join([head, base64.urlsafe_b64encode(claims).rstrip(b"=").decode(), signature])


@pytest.fixture
def tokens(known):
    return api_client(known).tokens


def test_claims(known, tokens):
    claims = claims_in(tokens["access_token"])
    assert claims["user_id"] == known.pk
    assert claims["email"] == known.email
    assert claims["role"] == "student"
    assert claims["aud"] == "hybrid-lms-api"
    assert claims["exp"] - claims["iat"] == 15 * 60
    assert jwt.get_unverified_header(tokens["access_token"])["alg"] == "HS256"
    assert claims_in(api_client(InstructorFactory()).tokens["access_token"])["role"] == "instructor"
    refresh = claims_in(tokens["refresh_token"])
    assert refresh["exp"] - refresh["iat"] == 14 * 24 * 3600
    assert "email" not in refresh


FORGERIES = {
    "alg none": lambda access, _refresh: unsigned(claims_in(access)),
    "alg None": lambda access, _refresh: unsigned(claims_in(access), "None"),
    "other key": lambda access, _refresh: sign(claims_in(access), "another key of at least thirty-two letters"),
    "empty key": lambda access, _refresh: unsigned(claims_in(access), "HS256"),
    "other algorithm": lambda access, _refresh: sign(claims_in(access), algorithm="HS384"),
    "expired": lambda access, _refresh: sign({**claims_in(access), "exp": claims_in(access)["iat"] - 1}),
    "not yet": lambda access, _refresh: sign({**claims_in(access), "iat": claims_in(access)["iat"] + 3600}),
    "tampered": lambda access, _refresh: tampered(access),
    "other audience": lambda access, _refresh: sign({**claims_in(access), "aud": "another-api"}),
    "no audience": lambda access, _refresh: sign({k: v for k, v in claims_in(access).items() if k != "aud"}),
    "other person": lambda access, _refresh: sign({**claims_in(access), "sub": "999999"}),
    "session in clear": lambda access, _refresh: sign({**claims_in(access), "sid": "eA=="}),
    "refresh as access": lambda _access, refresh: refresh,
    "cut": lambda access, _refresh: access[:-3],
    "no token at all": lambda _access, _refresh: "x",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_token_opens_nothing(stranger, tokens, name):
    forged = FORGERIES[name](tokens["access_token"], tokens["refresh_token"])
    bearer = {"Authorization": f"Bearer {forged}"}
    assert_error(stranger.get(PROFILE, headers=bearer), 401, "INVALID_TOKEN")
    assert stranger.get(SESSION, headers=bearer).status_code == 401


def test_own_token_opens_both(stranger, tokens):
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert stranger.get(PROFILE, headers=bearer).status_code == 200
    assert stranger.get(SESSION, headers=bearer).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic eDp5", "bearer-token", "Token x y z"])
def test_without_a_token_one_is_asked_for(stranger, header):
    response = stranger.get(PROFILE, headers={"Authorization": header})
    assert response.status_code == 401
    assert response.json()["error"]["code"] in ("NOT_AUTHENTICATED", "INVALID_TOKEN")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_header_that_is_no_text_is_refused(stranger):
    assert stranger.get(PROFILE, headers={"Authorization": "Bearer \xff\xfe"}).status_code == 401


def test_cookie_of_a_browser_is_no_token(client, known):
    client.force_login(known)
    assert_error(client.get(PROFILE), 401, "NOT_AUTHENTICATED")


def test_access_token_dies_after_fifteen_minutes(known, time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00", tick=False)
    client = api_client(known)
    time_machine.shift(899)
    assert client.get(PROFILE).status_code == 200
    time_machine.shift(2)
    assert client.get(PROFILE).status_code == 401


def test_deactivated_person_is_refused_at_once(known, stranger, tokens, profile_with):
    known.is_active = False
    known.save()
    assert profile_with(tokens["access_token"]) == 401
    response = stranger.post("/api/v1/auth/refresh/", {"refresh_token": tokens["refresh_token"]})
    assert_error(response, 401, "INVALID_REFRESH_TOKEN")


def test_role_in_a_token_gives_no_rights(known, stranger, tokens):
    """Only the server's own word counts: even a rightly signed claim about the role is not looked at."""
    forged = sign({**claims_in(tokens["access_token"]), "role": "admin", "user_id": 1, "is_superuser": True})
    response = stranger.get(PROFILE, headers={"Authorization": f"Bearer {forged}"})
    assert response.json()["data"]["role"] == "student"
    assert response.json()["data"]["id"] == known.pk


def test_session_of_a_program_lives_as_long_as_its_refresh_token(client, known):
    api = api_client(known)
    client.force_login(known)
    now = timezone.now()
    lives = [
        round((Session.objects.get(pk=key).expire_date - now).total_seconds() / 86_400, 2)
        for key in (api.session_key, client.session.session_key)
    ]
    assert lives == [14, 1]


def test_checking_a_token_costs_one_query(known, django_assert_num_queries):
    client = api_client(known)
    client.get(PROFILE)
    with django_assert_num_queries(2):  # the person with the role, and what the page itself asks for
        assert client.get(PROFILE).status_code == 200


def test_every_token_belongs_to_its_own_session(known, stranger, sign_in, profile_with):
    phone, desk = sign_in(known), sign_in(known)
    stranger.post("/api/v1/auth/logout/", headers={"Authorization": f"Bearer {phone['access_token']}"})
    assert [profile_with(pair["access_token"]) for pair in (phone, desk)] == [401, 200]


def test_staff_can_sign_a_program_out(known, sign_in, profile_with):
    tokens = sign_in(known)
    (session,) = known.usersession_set.all()
    session.end()
    assert profile_with(tokens["access_token"]) == 401


def test_two_people_at_one_device_keep_apart(known, sign_in, stranger, profile_with):
    other = UserFactory()
    for user in (known, other):
        token = sign_in(user)["access_token"]
        response = stranger.get(PROFILE, headers={"Authorization": f"Bearer {token}"})
        assert response.json()["data"]["id"] == user.pk


def test_codes_of_refusals_are_listed_in_the_schema():
    codes = all_codes()
    assert {
        "EMAIL_NOT_VERIFIED",
        "INVALID_CREDENTIALS",
        "INVALID_REFRESH_TOKEN",
        "INVALID_TOKEN",
        "RATE_LIMITED",
        "SECOND_FACTOR_MISSING",
        "SECOND_FACTOR_REQUIRED",
        "SIGN_IN_EXPIRED",
        "SIGN_UP_CLOSED",
    } <= set(codes)
    assert all(code.isupper() for code in codes)
