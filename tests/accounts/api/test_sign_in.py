"""Signing in by the API: second factor, limits, and clients that speak allauth's own protocol."""

import pytest

from accounts.models import Consent, User
from accounts.services.users import create_user
from tests.accounts.api.typed import REGISTER
from tests.accounts.test_second_factor import SECRET, code_for, with_factor
from tests.factories.accounts import PASSWORD, AdminFactory, ModeratorFactory, UserFactory, make_people
from tests.factories.api import api_client
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db
LOGIN = "/api/v1/auth/login/"
SECOND = "/api/v1/auth/second-factor/"
ALLAUTH = "/_allauth/app/v1"


def fail(email, **extra):
    return api_client().post(LOGIN, {"email": email, "password": "wrong"}, **extra)


# --- Second factor ---------------------------------------------------------------------------
@pytest.fixture
def half_way(known, stranger):
    """The session token of somebody whose password was right."""
    with_factor(known)
    response = stranger.post(LOGIN, {"email": known.email, "password": PASSWORD})
    return assert_error(response, 401, "SECOND_FACTOR_REQUIRED")["session_token"]


def test_second_factor_signs_in(known, stranger, half_way, profile_with):
    response = stranger.post(SECOND, {"session_token": half_way, "code": code_for(SECRET)})
    assert response.status_code == 200
    data = response.json()["data"]
    assert data["user"]["id"] == known.pk
    assert profile_with(data["access_token"]) == 200


def test_nothing_is_open_before_the_code(known, stranger, half_way):
    headers = {"X-Session-Token": half_way}
    assert stranger.get("/api/v1/auth/profile/", headers=headers).status_code == 401
    assert stranger.get(f"{ALLAUTH}/auth/session", headers=headers).status_code == 401
    assert not known.activities.filter(verb="signed_in").exists()


def test_wrong_code_is_refused_and_may_be_mended(stranger, half_way):
    response = stranger.post(SECOND, {"session_token": half_way, "code": "000000"})
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {"code"}
    response = stranger.post(SECOND, {"session_token": half_way, "code": code_for(SECRET)})
    assert response.status_code == 200


def test_wrong_codes_are_limited(stranger, half_way):
    statuses = [stranger.post(SECOND, {"session_token": half_way, "code": "000000"}).status_code for _try in range(11)]
    assert statuses == [400] * 10 + [429]


def test_session_token_is_used_once(stranger, half_way):
    body = {"session_token": half_way, "code": code_for(SECRET)}
    assert stranger.post(SECOND, body).status_code == 200
    assert_error(stranger.post(SECOND, body), 401, "SIGN_IN_EXPIRED")


@pytest.mark.parametrize("token", ["x", "never-given-to-anybody-at-all-0000", "../../etc", "ü" * 32])
def test_unknown_session_token_is_refused(stranger, token):
    assert_error(stranger.post(SECOND, {"session_token": token, "code": "000000"}), 401, "SIGN_IN_EXPIRED")


def test_session_of_somebody_who_is_signed_in_is_no_session_token(known, stranger):
    body = {"session_token": api_client(known).session_key, "code": "000000"}
    assert_error(stranger.post(SECOND, body), 401, "SIGN_IN_EXPIRED")


def test_sign_in_that_takes_too_long_begins_anew(known, stranger, time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00", tick=False)
    with_factor(known)
    response = stranger.post(LOGIN, {"email": known.email, "password": PASSWORD})
    token = response.json()["error"]["details"]["session_token"]
    time_machine.shift(3600)
    body = {"session_token": token, "code": code_for(SECRET)}
    assert_error(stranger.post(SECOND, body), 401, "SIGN_IN_EXPIRED")


@pytest.mark.parametrize("factory", [ModeratorFactory, AdminFactory])
def test_staff_without_second_factor_are_refused_where_they_must_have_one(settings, factory):
    settings.LMS_STAFF_MFA = "required"
    person = factory()
    client = api_client(person)
    assert_error(client.get("/api/v1/auth/profile/"), 403, "SECOND_FACTOR_MISSING")
    with_factor(person)
    assert client.get("/api/v1/auth/profile/").status_code == 200
    assert api_client(UserFactory()).get("/api/v1/auth/profile/").status_code == 200


# --- Limits ----------------------------------------------------------------------------------
def test_sixth_wrong_password_is_refused_and_so_is_the_right_one(known, stranger):
    assert [fail(known.email).status_code for _try in range(5)] == [401] * 5
    refused = fail(known.email)
    assert_error(refused, 429, "RATE_LIMITED")
    assert refused.headers["Retry-After"] == "60"
    response = stranger.post(LOGIN, {"email": known.email.upper(), "password": PASSWORD})
    assert_error(response, 429, "RATE_LIMITED")


def test_website_and_api_count_together(known, client):
    for _try in range(3):
        client.post("/accounts/login/", {"login": known.email, "password": "wrong"})
    assert [fail(known.email).status_code for _try in range(3)] == [401, 401, 429]
    assert client.post("/accounts/login/", {"login": known.email, "password": PASSWORD}).status_code == 429


def test_forged_forwarding_header_buys_no_more_tries(known):
    statuses = [fail(known.email, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code for number in range(8)]
    assert statuses.count(429) == 3


def test_class_of_thirty_behind_one_address_signs_in(sign_in):
    people = make_people(30)
    assert all(sign_in(person)["access_token"] for person in people)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("login", {"email": "p{}@example.com", "password": "wrong"}),
        ("register", {**REGISTER, "email": "p{}@example.com", "password": "x"}),
        ("forgot-password", {"email": "p{}@example.com"}),
        ("resend-verification", {"email": "p{}@example.com"}),
        ("reset-password", {"key": "1-x", "password": "teh-botol-{}"}),
    ],
)
def test_sixty_a_minute_for_an_address_with_changing_accounts(stranger, path, body):
    answers = []
    for number in range(62):
        filled = {name: value.format(number) for name, value in body.items()}
        answers.append(stranger.post(f"/api/v1/auth/{path}/", filled))
    assert [answer.status_code == 429 for answer in answers] == [False] * 60 + [True] * 2
    assert_error(answers[-1], 429, "RATE_LIMITED")
    assert answers[-1].headers["Retry-After"] == "60"


def test_reset_mails_for_one_account_are_limited(known, stranger, mails):
    statuses = [stranger.post("/api/v1/auth/forgot-password/", {"email": known.email}).status_code for _try in range(6)]
    assert statuses == [200] * 5 + [429]
    assert len(mails()) == 5


def test_answer_says_how_much_is_left(stranger):
    response = stranger.post("/api/v1/auth/refresh/", {"refresh_token": "x"})
    assert response.headers["RateLimit-Limit"] == "3600"
    assert response.headers["RateLimit-Remaining"] == "3599"


# --- A token that is sent along ------------------------------------------------------------------
def test_old_token_beside_the_password_does_no_harm(known, stranger):
    body = {"email": known.email, "password": PASSWORD}
    for header in ("Bearer x", f"Bearer {api_client(known).tokens['access_token']}"):
        response = stranger.post(LOGIN, body, headers={"Authorization": header, "X-Session-Token": "gone-long-ago"})
        assert response.status_code == 200


def test_old_token_beside_the_refresh_token_does_no_harm(known, stranger):
    body = {"refresh_token": api_client(known).tokens["refresh_token"]}
    response = stranger.post("/api/v1/auth/refresh/", body, headers={"Authorization": "Bearer x"})
    assert response.status_code == 200


# --- Clients that speak allauth's protocol --------------------------------------------------------
def test_token_of_allauths_addresses_opens_the_api(known, stranger, profile_with):
    response = stranger.post(f"{ALLAUTH}/auth/login", {"email": known.email, "password": PASSWORD})
    meta = response.json()["meta"]
    assert response.status_code == 200
    assert meta["expires_in"] == 900
    assert profile_with(meta["access_token"]) == 200
    body = {"refresh_token": meta["refresh_token"]}
    pair = stranger.post(f"{ALLAUTH}/tokens/refresh", body).json()["data"]
    assert profile_with(pair["access_token"]) == 200
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    stranger.delete(f"{ALLAUTH}/auth/session", headers=bearer)
    assert profile_with(pair["access_token"]) == 401
    assert stranger.post(f"{ALLAUTH}/tokens/refresh", body).status_code == 400


def test_sign_up_at_allauths_addresses_has_the_same_rules(stranger, legal_texts, mails):
    path = f"{ALLAUTH}/auth/signup"
    errors = stranger.post(path, {"email": "sari@example.com", "password": "sari@example.com"}).json()["errors"]
    assert {error["param"] for error in errors} == {"password", "display_name", "terms"}
    response = stranger.post(path, {**REGISTER, "terms": True})
    assert response.status_code == 401
    assert {"id": "verify_email", "is_pending": True} in response.json()["data"]["flows"]
    user = User.objects.get(email="sari@example.com")
    assert (user.display_name, user.role) == ("Sari", "student")
    assert Consent.objects.filter(user=user).count() == 2
    assert len(mails()) == 1


def test_allauths_addresses_never_answer_500_to_letters_that_are_none(stranger):
    body = '{"email": "sari@example.com", "password": "\\ud800", "display_name": "Sari"}'
    for path in ("auth/signup", "auth/login"):
        assert stranger.post(f"{ALLAUTH}/{path}", body).status_code == 400


def test_password_changed_at_allauths_addresses_gives_new_tokens(known, stranger, sign_in, profile_with):
    old = sign_in(known)["access_token"]
    body = {"current_password": PASSWORD, "new_password": "teh-botol-dingin"}
    bearer = {"Authorization": f"Bearer {old}"}
    response = stranger.post(f"{ALLAUTH}/account/password/change", body, headers=bearer)
    assert response.status_code == 200
    assert profile_with(old) == 401
    assert profile_with(response.json()["meta"]["access_token"]) == 200


def test_address_that_somebody_only_wants_to_change_to_resets_nothing(known, stranger, mails):
    known.emailaddress_set.create(email="wanted@example.com", verified=False, primary=False)
    for path in ("/api/v1/auth/forgot-password/", f"{ALLAUTH}/auth/password/request"):
        stranger.post(path, {"email": "wanted@example.com"})
    assert all("reset/key" not in mail.text for mail in mails())


def test_account_that_is_not_confirmed_is_told_after_the_right_password_only(stranger):
    create_user(email="new@example.com", password=PASSWORD, verified=False)
    assert_error(stranger.post(LOGIN, {"email": "new@example.com", "password": PASSWORD}), 403, "EMAIL_NOT_VERIFIED")
    assert_error(fail("new@example.com"), 401, "INVALID_CREDENTIALS")
