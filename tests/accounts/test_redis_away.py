"""People sign in while Redis is away, and limits go on counting."""

import socket
from contextlib import closing

import pytest
from django.core.cache import caches
from django.test import Client

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def redis_away(settings):
    """The cache of production, pointed at a port where nobody listens."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.CACHES = {
        "default": {
            "BACKEND": "lms_site.cache.FallbackRedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1.0},
        }
    }
    caches["default"].clear()


def test_sign_in_and_pages_work_without_redis(redis_away):
    user, browser = UserFactory(), Client()
    response = browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert response.headers["Location"] == "/learn/"
    assert browser.get("/accounts/profile/").status_code == 200
    assert user.activities.get().verb == "signed_in"


def test_limits_count_without_redis(redis_away):
    user = UserFactory()
    wrong = {"login": user.email, "password": "wrong"}
    assert [Client().post("/accounts/login/", wrong).status_code for _try in range(7)] == [200] * 5 + [429] * 2


def test_reset_mail_is_written_without_redis(redis_away, mails):
    user = UserFactory()
    Client().post("/accounts/password/reset/", {"email": user.email})
    assert mails()[0].to == [user.email]
