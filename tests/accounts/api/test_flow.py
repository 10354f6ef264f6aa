"""From signing up to signing out, by a program alone."""

import pytest

from accounts.models import Consent, User
from tests.accounts.api.typed import REGISTER
from tests.factories.api import api_client
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db


def test_sign_up_to_sign_out(stranger, legal_texts, mails, key_in, profile_with):
    response = stranger.post("/api/v1/auth/register/", {**REGISTER, "terms": True})
    assert response.status_code == 201
    assert response.json()["data"].keys() == {"message"}
    assert not response.cookies
    credentials = {"email": REGISTER["email"], "password": REGISTER["password"]}
    assert_error(stranger.post("/api/v1/auth/login/", credentials), 403, "EMAIL_NOT_VERIFIED")

    key = key_in(mails()[0], "confirm-email")
    response = stranger.post("/api/v1/auth/verify-email/", {"key": key})
    assert response.status_code == 200
    assert not response.cookies

    response = stranger.post("/api/v1/auth/login/", credentials)
    tokens = response.json()["data"]
    assert response.status_code == 200
    assert not response.cookies
    assert tokens.keys() == {"access_token", "refresh_token", "token_type", "expires_in", "user"}
    assert tokens["expires_in"] == 900
    user = User.objects.get(email=REGISTER["email"])
    assert tokens["user"] == {"id": user.pk, "email": user.email, "display_name": "Sari", "role": "student"}
    assert user.profile
    assert {"signed_up", "consented", "email_confirmed", "signed_in"} <= set(
        user.activities.values_list("verb", flat=True)
    )
    assert Consent.objects.filter(user=user).count() == 2

    assert profile_with(tokens["access_token"]) == 200
    response = stranger.post("/api/v1/auth/refresh/", {"refresh_token": tokens["refresh_token"]})
    renewed = response.json()["data"]
    assert renewed.keys() == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert profile_with(renewed["access_token"]) == 200

    bearer = {"Authorization": f"Bearer {renewed['access_token']}"}
    response = stranger.post("/api/v1/auth/logout/", headers=bearer)
    assert (response.status_code, response.content) == (204, b"")
    assert profile_with(renewed["access_token"]) == 401
    assert profile_with(tokens["access_token"]) == 401
    body = {"refresh_token": renewed["refresh_token"]}
    assert_error(stranger.post("/api/v1/auth/refresh/", body), 401, "INVALID_REFRESH_TOKEN")


def test_forgotten_password(stranger, client_factory, mails, key_in, sign_in, profile_with, known):
    old = sign_in(known)["access_token"]
    assert stranger.post("/api/v1/auth/forgot-password/", {"email": known.email}).status_code == 200
    body = {"key": key_in(mails()[-1], "reset/key"), "password": " teh botol dingin "}
    response = stranger.post("/api/v1/auth/reset-password/", body)
    assert response.status_code == 200, response.content
    assert profile_with(old) == 401
    assert profile_with(sign_in(known, " teh botol dingin ")["access_token"]) == 200
    page = client_factory().post("/accounts/login/", {"login": known.email, "password": " teh botol dingin "})
    assert page.status_code == 302
    assert "key" in assert_error(stranger.post("/api/v1/auth/reset-password/", body), 400, "VALIDATION_ERROR")


def test_change_of_the_password_ends_all_other_sessions(stranger, sign_in, known, profile_with, mails, client_factory):
    browser = client_factory()
    browser.force_login(known)
    phone, desk = sign_in(known), sign_in(known)
    bearer = {"Authorization": f"Bearer {desk['access_token']}"}
    body = {"current_password": "learn-by-doing", "new_password": "teh-botol-dingin"}
    response = stranger.post("/api/v1/auth/change-password/", body, headers=bearer)
    assert response.status_code == 200
    tokens = response.json()["data"]
    assert [profile_with(pair["access_token"]) for pair in (phone, desk, tokens)] == [401, 401, 200]
    assert browser.get("/accounts/").status_code == 302
    for pair, status in ((phone, 401), (desk, 401), (tokens, 200)):
        response = stranger.post("/api/v1/auth/refresh/", {"refresh_token": pair["refresh_token"]})
        assert response.status_code == status
    assert known.activities.filter(verb="password_changed").count() == 1
    assert "password" in mails()[-1].subject.lower()


@pytest.mark.parametrize("current", ["wrong", "", None])
def test_change_of_the_password_needs_the_current_one(known, current):
    body = {"new_password": "teh-botol-dingin"} | ({} if current is None else {"current_password": current})
    response = api_client(known).post("/api/v1/auth/change-password/", body)
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {"current_password"}
    known.refresh_from_db()
    assert known.check_password("learn-by-doing")


def test_change_of_the_password_is_limited(known):
    client = api_client(known)
    body = {"current_password": "wrong", "new_password": "teh-botol-dingin"}
    statuses = [client.post("/api/v1/auth/change-password/", body).status_code for _try in range(6)]
    assert statuses == [400] * 5 + [429]


def test_weak_new_password_is_refused(known):
    body = {"current_password": "learn-by-doing", "new_password": known.email}
    response = api_client(known).post("/api/v1/auth/change-password/", body)
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {"new_password"}


def test_key_of_an_address_is_sent_again(stranger, mails, key_in):
    stranger.post("/api/v1/auth/register/", REGISTER)
    first = key_in(mails()[0], "confirm-email")
    stranger.post("/api/v1/auth/resend-verification/", {"email": REGISTER["email"]})
    assert len(mails()) == 1  # within three minutes of the first
    assert stranger.post("/api/v1/auth/verify-email/", {"key": first}).status_code == 200


def test_key_is_sent_again_after_a_while(stranger, mails, key_in, time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00", tick=False)
    stranger.post("/api/v1/auth/register/", REGISTER)
    time_machine.shift(181)
    stranger.post("/api/v1/auth/resend-verification/", {"email": REGISTER["email"].upper()})
    key = key_in(mails()[1], "confirm-email")
    assert stranger.post("/api/v1/auth/verify-email/", {"key": key}).status_code == 200
