"""Whatever is sent, the answer is an error in the envelope that names the field, and never a fault of ours."""

import json

import pytest
from allauth.account.models import EmailConfirmationHMAC

from accounts.models import User
from tests.accounts.api.typed import REGISTER
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db
BODIES = {
    "register": REGISTER,
    "login": {"email": "sari@example.com", "password": "kopi-tubruk-pagi"},
    "second-factor": {"session_token": "x" * 32, "code": "123456"},
    "refresh": {"refresh_token": "x"},
    "verify-email": {"key": "x"},
    "resend-verification": {"email": "sari@example.com"},
    "forgot-password": {"email": "sari@example.com"},
    "reset-password": {"key": "1-x", "password": "teh-botol-dingin"},
    "change-password": {"current_password": "learn-by-doing", "new_password": "teh-botol-dingin"},
}
FIELDS = [(path, name) for path, body in BODIES.items() for name in body]
VALUES = [None, "", 10**400, [], {}, ["a"], {"a": 1}, "\0", "a\0b", "x" * 5000, True]


def post(path, body):
    client = api_client(UserFactory()) if path == "change-password" else api_client()
    return client.post(f"/api/v1/auth/{path}/", body)


@pytest.mark.parametrize(("path", "name"), FIELDS)
def test_value_that_is_none_is_told_by_field(path, name):
    for value in VALUES:
        response = post(path, {**BODIES[path], name: value})
        if name == "current_password" and value == "":
            continue
        if isinstance(value, int) and not isinstance(value, bool):  # taken as text, of the right form or not
            assert response.status_code in (200, 400, 401)
            continue
        assert name in assert_error(response, 400, "VALIDATION_ERROR"), (name, value)


@pytest.mark.parametrize(("path", "name"), [pair for pair in FIELDS if pair[1] != "current_password"])
def test_missing_value_is_told_by_field(path, name):
    body = {key: value for key, value in BODIES[path].items() if key != name}
    assert assert_error(post(path, body), 400, "VALIDATION_ERROR").keys() == {name}


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("field", ["role", "is_staff", "is_superuser", "is_active", "user_id", "__class__", "ünknown"])
def test_unknown_field_is_refused(path, field):
    assert field in assert_error(post(path, {**BODIES[path], field: True}), 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("body", [[], ["a"], "a", 1, None, True])
def test_body_that_is_no_object_is_refused(path, body):
    assert_error(post(path, json.dumps(body)), 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("body", ["{", "", b"\xff\xfe", "[" * 100_000, '{"email": NaN}'])
def test_body_that_is_no_json_is_refused(path, body):
    response = post(path, body)
    assert response.status_code == 400
    assert response.json()["error"]["code"] in ("PARSE_ERROR", "VALIDATION_ERROR")


@pytest.mark.parametrize("path", BODIES)
def test_other_methods_and_types_are_refused(path):
    client = api_client(UserFactory()) if path == "change-password" else api_client()
    for method in (client.get, client.put, client.patch, client.delete):
        response = method(f"/api/v1/auth/{path}/")
        assert_error(response, 405, "METHOD_NOT_ALLOWED")
        assert response.headers["Allow"] == "POST, OPTIONS"
    response = client.post(f"/api/v1/auth/{path}/", "email=x", content_type="application/x-www-form-urlencoded")
    assert_error(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not-an-address"),
        ("email", f"{'x' * 250}@example.com"),
        ("password", "short"),
        ("password", "12345678"),
        ("password", "sari@example.com"),
        ("display_name", "x" * 121),
        ("display_name", "   "),
    ],
)
def test_sign_up_with_a_mistake_says_which(stranger, field, value):
    response = stranger.post("/api/v1/auth/register/", {**REGISTER, field: value})
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {field}
    assert not User.objects.exists()


@pytest.mark.parametrize("body", [REGISTER, {**REGISTER, "terms": False}])
def test_sign_up_needs_consent_where_there_are_texts(stranger, legal_texts, body):
    response = stranger.post("/api/v1/auth/register/", body)
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {"terms"}
    assert not User.objects.exists()


def test_key_of_a_mail_is_used_once(stranger, mails, key_in):
    stranger.post("/api/v1/auth/register/", REGISTER)
    key = key_in(mails()[0], "confirm-email")
    assert stranger.post("/api/v1/auth/verify-email/", {"key": key}).status_code == 200
    response = stranger.post("/api/v1/auth/verify-email/", {"key": key})
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {"key"}


def test_key_of_an_address_that_another_account_has_by_now(stranger, known):
    wanted = known.emailaddress_set.create(email="new@example.com", verified=False, primary=False)
    UserFactory(email="new@example.com", address__verified=False)
    response = stranger.post("/api/v1/auth/verify-email/", {"key": EmailConfirmationHMAC(wanted).key})
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {"key"}
    known.refresh_from_db()
    assert known.email == "known@example.com"


def test_messages_are_in_the_language_that_is_asked_for(stranger):
    response = stranger.post("/api/v1/auth/register/", {**REGISTER, "email": ""}, headers={"Accept-Language": "id"})
    assert response.headers["Content-Language"] == "id"
    assert response.json()["error"]["details"]["email"] == ["Bidang ini tidak boleh kosong."]
