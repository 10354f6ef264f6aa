"""Every error has the one form, whoever raised it and wherever; a fault is reported and tells nobody anything."""

import logging

import pytest
from django.core.signals import got_request_exception
from django.test import override_settings

from tests.factories.api import api_client
from tests.lms_site.api.answers import assert_error

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_api")]
SECRET = b"secret-of-the-house"
SAMPLE = "/api/v1/sample"
POSTED = [
    ("not json", 400, "PARSE_ERROR"),
    ("", 400, "VALIDATION_ERROR"),
    ("[]", 400, "VALIDATION_ERROR"),
    ('"text"', 400, "VALIDATION_ERROR"),
    ("null", 400, "VALIDATION_ERROR"),
    ('{"name": 3, "count": "many"}', 400, "VALIDATION_ERROR"),
    ('{"name": NaN}', 400, "PARSE_ERROR"),
    ('{"name": "a", "more": -Infinity}', 400, "PARSE_ERROR"),
    ('{"name": "a", "more": 1e999}', 400, "PARSE_ERROR"),
    ('{"name": "a", "count": 9223372036854775808}', 400, "PARSE_ERROR"),
    ('{"name": "a", "count": ' + "9" * 6000 + "}", 400, "PARSE_ERROR"),
    ('{"name": "a\\u0000b"}', 400, "VALIDATION_ERROR"),
    ('{"name": "a", "more": {"b": ["\\u0000"]}}', 400, "VALIDATION_ERROR"),
    ('{"name": "a", "\\u0000": 1}', 400, "VALIDATION_ERROR"),
    ('{"name": "\\ud800"}', 400, "PARSE_ERROR"),
    ('{"name": "a", "\\ud800": 1}', 400, "PARSE_ERROR"),
    ('{"name": "a", "more": ' + "[" * 60 + "]" * 60 + "}", 400, "PARSE_ERROR"),
    ('{"name": "a", "more": ' + "[" * 100_000 + "]" * 100_000 + "}", 400, "PARSE_ERROR"),
    (b'{"name": "\xff\xfe"}', 400, "PARSE_ERROR"),
    (b'\xef\xbb\xbf{"name": "a"}', 400, "PARSE_ERROR"),
    ('{"name": "a", "role": "admin", "is_staff": true}', 400, "VALIDATION_ERROR"),
]


def post(client, body, content_type="application/json", **extra):
    return client.generic("POST", f"{SAMPLE}/public/", body, content_type, **extra)


@pytest.mark.parametrize(("body", "status", "code"), POSTED, ids=[str(body)[:50] for body, _, _ in POSTED])
def test_body_that_cannot_be_taken_is_the_callers_mistake(client, body, status, code):
    assert_error(post(client, body), status, code)


def test_mistakes_are_told_by_field(client):
    assert assert_error(post(client, '{"count": "x"}'), 400, "VALIDATION_ERROR").keys() == {"name", "count"}
    unknown = assert_error(post(client, '{"name": "a", "role": "admin"}'), 400, "VALIDATION_ERROR")
    assert unknown == {"role": ["This field is not known."]}
    null = assert_error(post(client, '{"name": "a", "inner": {"b": "\\u0000"}}'), 400, "VALIDATION_ERROR")
    assert null.keys() == {"inner.b"}


def test_very_many_unknown_fields_are_not_all_repeated(client):
    fields = ", ".join(f'"{"x" * 500}{number}": 1' for number in range(1000))

    response = post(client, '{"name": "a", ' + fields + "}")

    assert_error(response, 400, "VALIDATION_ERROR")
    assert len(response.content) < 10_000


@pytest.mark.parametrize("charset", ["zlib", "bz2", "rot13", "utf-16", "idna", "latin-1", "nothing"])
def test_body_is_read_as_utf_8_whatever_it_says(client, charset):
    response = post(client, '{"name": "Ünal"}'.encode(), f"application/json; charset={charset}")

    assert response.json()["data"] == {"name": "Ünal"}


@pytest.mark.parametrize("path", ["/courses/?q=a", "/accounts/login/?q=a"])
def test_charset_that_is_none_breaks_no_page(client, path):
    assert client.generic("GET", path, b"", "text/plain; charset=zlib").status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""])
def test_other_content_types_are_refused(client, kind):
    assert_error(post(client, "name=a", kind), 415, "UNSUPPORTED_MEDIA_TYPE")


def test_who_is_nobody_is_told_to_sign_in(client):
    response = client.get(f"{SAMPLE}/own/")
    assert_error(response, 401, "NOT_AUTHENTICATED")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "token", ["Bearer x", "Bearer", "Bearer a b", "Bearer \xff", "Bearer eyJhbGciOiJub25lIn0.e30."]
)
@pytest.mark.parametrize("path", ["own", "public"])
def test_token_that_is_none_is_refused_even_where_none_is_needed(client, token, path):
    assert_error(client.get(f"{SAMPLE}/{path}/", headers={"Authorization": token}), 401, "INVALID_TOKEN")


def test_method_that_is_not_known_is_named_with_those_that_are(client):
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        response = client.generic(method, f"{SAMPLE}/public/")
        assert_error(response, 405, "METHOD_NOT_ALLOWED")
        assert "GET" in response.headers["Allow"]


def test_head_is_get_without_a_body(client):
    got, head = client.get(f"{SAMPLE}/public/"), client.head(f"{SAMPLE}/public/")

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert client.head(f"{SAMPLE}/nothing/").status_code == 404


def test_domain_refuses_with_its_own_code_status_and_facts(client):
    assert assert_error(client.get(f"{SAMPLE}/raising/full/"), 422, "SAMPLE_FULL") == {"seats": 0}
    assert assert_error(client.get(f"{SAMPLE}/raising/gone/"), 409, "SAMPLE_GONE") == {"when": "now"}
    assert assert_error(client.get(f"{SAMPLE}/raising/model/"), 400, "VALIDATION_ERROR") == {"name": ["Too short."]}


@pytest.mark.parametrize("kind", ["host", "bad"])
def test_what_django_takes_for_an_attack_is_a_bad_request(client, kind):
    response = client.get(f"{SAMPLE}/raising/{kind}/")
    assert_error(response, 400, "BAD_REQUEST")
    assert SECRET not in response.content


@pytest.mark.parametrize("debug", [False, True])
def test_host_that_is_not_ours_is_a_bad_request(quiet_client, debug):
    with override_settings(ALLOWED_HOSTS=["lms.example"], DEBUG=debug):
        response = quiet_client.get("/api/v1/nothing/", headers={"Host": "evil.example"})
    assert_error(response, 400, "BAD_REQUEST")


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/%00/", "/api/v1/sample/public"])
@pytest.mark.parametrize("debug", [False, True])
def test_unknown_addresses_answer_in_the_envelope(quiet_client, path, debug):
    with override_settings(DEBUG=debug):
        for method in ("GET", "POST", "DELETE", "OPTIONS"):
            assert_error(quiet_client.generic(method, path), 404, "NOT_FOUND")


def test_null_in_an_address_finds_nothing_and_breaks_nothing(client):
    assert_error(client.get(f"{SAMPLE}/public/a%00b/"), 404, "NOT_FOUND")
    details = assert_error(client.get(f"{SAMPLE}/public/?q=%00&%00name=1"), 400, "VALIDATION_ERROR")
    assert details == {"q": ["Null characters are not allowed."]}


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 429, 500, 503])
def test_plain_error_of_anybody_gets_the_envelope(client, status):
    response = client.get(f"{SAMPLE}/plain/{status}/")
    body = response.json()
    assert (response.status_code, body["success"]) == (status, False)
    assert b"plain words" not in response.content
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_message_speaks_the_language_of_the_caller(client):
    indonesian = {"Accept-Language": "id"}
    for path in (f"{SAMPLE}/own/", f"{SAMPLE}/plain/404/", "/api/v1"):
        english = client.get(path).json()["error"]["message"]
        response = client.get(path, headers=indonesian)
        assert response.headers["Content-Language"] == "id"
        assert response.json()["error"]["message"] != english


# --- Faults of ours ---------------------------------------------------------------------------
@pytest.fixture
def reported():
    """What would reach a monitor of errors."""
    seen = []

    def note(request, **_signal):
        seen.append(request.path)

    got_request_exception.connect(note)
    yield seen
    got_request_exception.disconnect(note)


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("where", ["raising/fault", "middleware", "unrenderable"])
def test_fault_is_reported_once_and_leaks_nothing(quiet_client, settings, reported, caplog, where, debug):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.lms_site.api.sample.broken_middleware"]
    settings.DEBUG = debug
    path = f"{SAMPLE}/{where}/"

    response = quiet_client.get(f"{path}?token=secret-of-the-caller")

    assert_error(response, 500, "SERVER_ERROR")
    assert SECRET not in response.content
    assert b"Traceback" not in response.content
    assert reported == [path]
    (told,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert told.exc_info[1] is not None
    assert "secret-of-the-caller" not in caplog.text


# --- Size -------------------------------------------------------------------------------------
def test_bodies_have_a_megabyte_and_no_more(client, settings):
    body = '{"name": "' + "x" * (1024**2 - 12) + '"}'
    assert len(body) == 1024**2
    assert_error(post(client, body), 400, "VALIDATION_ERROR")
    assert_error(post(client, body + " "), 413, "PAYLOAD_TOO_LARGE")
    assert_error(post(client, "x" * 10 * 1024**2), 413, "PAYLOAD_TOO_LARGE")
    assert_error(post(client, "{}", CONTENT_LENGTH="-1"), 400, "BAD_REQUEST")


def test_size_is_asked_of_those_who_stream(client):
    response = post(client, "", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="Chunked")
    assert_error(response, 411, "LENGTH_REQUIRED")


def test_allauth_own_door_has_the_same_limit_in_its_own_form(client):
    response = client.post("/_allauth/app/v1/auth/login", "x" * (1024**2 + 1), content_type="application/json")
    assert (response.status_code, response.json()) == (413, {"status": 413})


def test_signed_in_person_is_answered(person):
    assert api_client(person).get(f"{SAMPLE}/own/").json()["data"] == {"name": "own", "who": person.pk}
