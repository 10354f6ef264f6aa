"""What tests of token holders need: a token as a person gets it, and the header that carries it."""

from tests.factories.accounts import PASSWORD


def access_token(client, person) -> str:
    """A fresh access token of `person`, by signing in the way an app does."""
    credentials = {"email": person.email, "password": PASSWORD}
    answer = client.post("/_allauth/app/v1/auth/login", credentials, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()["meta"]["access_token"]


def bearer(token: str) -> dict[str, str]:
    """The header with the token."""
    return {"Authorization": f"Bearer {token}"}
