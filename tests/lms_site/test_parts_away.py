"""The site with Redis away and with the mail server away: people notice nothing but slowness."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from lms_site.mail_sending import FIRST_PAUSE, sweep, transport
from lms_site.models import MailState, OutgoingMail
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.api import api_client

pytestmark = pytest.mark.django_db


def test_signing_in_works_while_redis_is_away(redis_cache, client):
    user = UserFactory()
    redis_cache.server.kill()

    response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert response.headers["Location"] == "/learn/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_somebody_signed_in_stays_so_when_redis_goes_and_when_it_comes_back_empty(redis_cache, client):
    user = UserFactory()
    client.force_login(user)
    redis_cache.server.kill()
    assert client.get("/accounts/email/").status_code == 200

    redis_cache.server.start()
    redis_cache._outage.breaker.worked()

    assert client.get("/accounts/email/").status_code == 200
    assert redis_cache.is_shared()


def test_guessing_passwords_is_still_limited_while_redis_is_away(redis_cache, client):
    user = UserFactory()
    redis_cache.server.kill()

    for _ in range(6):
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 429)


def test_programs_sign_in_and_read_and_are_limited_while_redis_is_away(redis_cache):
    user, program = UserFactory(), api_client()
    redis_cache.server.kill()

    def sign_in(password: str):
        return program.post("/api/v1/auth/login/", {"email": user.email, "password": password})

    token = sign_in(PASSWORD).json()["data"]["access_token"]
    profile = program.get("/api/v1/auth/profile/", headers={"Authorization": f"Bearer {token}"})
    assert profile.json()["data"]["email"] == user.email
    assert [sign_in("wrong").status_code for _ in range(6)][-1] == 429
    assert sign_in(PASSWORD).status_code == 429


def test_resetting_a_password_answers_as_ever_while_the_mail_server_is_away(mail_server, client, committed):
    user = UserFactory()
    mail_server.stop()
    with committed():
        response = client.post("/accounts/password/reset/", {"email": user.email})

    assert response.status_code == 302
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.to) == (MailState.QUEUED, [user.email])
    assert "refused" in mail.last_error

    mail_server.start()
    transport.worked()
    with time_machine.travel(timezone.now() + timedelta(seconds=FIRST_PAUSE + 1)):
        sweep()
        sweep()
    (received,) = mail_server.received
    assert received["To"] == user.email


def test_unknown_address_looks_the_same_while_the_mail_server_is_away(mail_server, client, committed):
    mail_server.stop()
    with committed():
        known = client.post("/accounts/password/reset/", {"email": UserFactory().email})
        unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
