"""What the tests of the account's addresses share."""

from types import SimpleNamespace

import pytest

from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.api import api_client
from tests.sharing import own


@pytest.fixture
def stranger():
    """A program without a token."""
    return api_client()


@pytest.fixture
def sign_in(stranger):
    """Signs somebody in; gives the tokens."""

    def go(user, password=PASSWORD):
        response = stranger.post("/api/v1/auth/login/", {"email": user.email, "password": password})
        assert response.status_code == 200, response.content
        return response.json()["data"]

    return go


@pytest.fixture
def profile_with(stranger):
    """The status of a call that is signed with a token."""
    return lambda token: stranger.get("/api/v1/auth/profile/", headers={"Authorization": f"Bearer {token}"}).status_code


@pytest.fixture
def key_in():
    """The last part of the address in a mail: what a program hands in."""

    def find(mail, part: str) -> str:
        address = next(word for word in mail.text.split() if word.startswith("http") and part in word)
        return address.rstrip("/").rpartition("/")[2]

    return find


@pytest.fixture(scope="module")
def made(made_once):
    """Somebody who has an account; the name is none that a password could resemble by chance."""
    return SimpleNamespace(known=UserFactory(email="known@example.com", display_name="Budi"))


known = own("known")
