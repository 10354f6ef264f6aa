"""Programs that call the API in tests: JSON, and a real access token of a real session."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client, RequestFactory

from accounts.models import User
from accounts.tokens import TokenStrategy

BACKEND = "accounts.backends.PersonBackend"


class ApiClient(Client):
    """Sends JSON; `session_key` and `tokens` tell as whom (`api_client`)."""

    session_key = ""
    tokens: dict = {}

    def post(self, path, data=None, content_type="application/json", **extra):
        return super().post(path, data, content_type, **extra)

    def put(self, path, data="", content_type="application/json", **extra):
        return super().put(path, data, content_type, **extra)

    def patch(self, path, data="", content_type="application/json", **extra):
        return super().patch(path, data, content_type, **extra)

    def delete(self, path, data="", content_type="application/json", **extra):
        return super().delete(path, data, content_type, **extra)


def api_client(user: User | None = None, **headers: str) -> ApiClient:
    """A program signed in as `user`, or as nobody; `headers` go with each request (`accept_language="id"`).

    Costs two writes and no password hash; the session is in the cache, as after a real sign-in.
    """
    client = ApiClient(headers={name.replace("_", "-"): value for name, value in headers.items()})
    if user is not None:
        session = session_of(user)
        client.session_key, client.tokens = session.session_key, tokens_of(user, session)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {client.tokens['access_token']}"
    return client


def session_of(user: User) -> SessionStore:
    """A stored session of somebody who has just signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session


def tokens_of(user: User, session: SessionStore) -> dict:
    """The pair of tokens that signing in answers; the session is stored with what it now knows."""
    request = RequestFactory().get("/")
    request.user, request.session = user, session
    tokens = TokenStrategy().create_access_token_payload(request)
    session.save()
    return tokens
