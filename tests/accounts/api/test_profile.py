"""One's own profile: read, replaced, changed; nothing else of the account can be written through it."""

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from accounts.services.profiles import update_profile
from tests.factories.accounts import InstructorFactory
from tests.factories.api import api_client
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db
PROFILE = "/api/v1/auth/profile/"
FIELDS = {
    "display_name": "Budi",
    "certificate_name": "Budi Santoso",
    "headline": "Learner",
    "bio": "Two lines,\nas typed <b>here</b>.",
    "website": "https://budi.example.com",
    "is_public": True,
    "language": "id",
    "timezone": "Asia/Pontianak",
}


@pytest.fixture
def client(known):
    return api_client(known)


def test_profile_is_read(client, known):
    data = client.get(PROFILE).json()["data"]
    assert data.keys() == {*FIELDS, "id", "email", "role", "date_joined", "photo"}
    assert (data["id"], data["email"], data["role"]) == (known.pk, "known@example.com", "student")
    assert data["photo"] is None
    assert api_client(InstructorFactory()).get(PROFILE).json()["data"]["role"] == "instructor"


def test_profile_is_replaced(client, known):
    response = client.put(PROFILE, FIELDS)
    assert response.status_code == 200
    assert FIELDS.items() <= response.json()["data"].items()
    assert FIELDS.items() <= client.get(PROFILE).json()["data"].items()
    assert known.activities.filter(verb="profile_updated").count() == 1


@pytest.mark.parametrize("field", FIELDS)
def test_put_names_every_field(client, field):
    body = {name: value for name, value in FIELDS.items() if name != field}
    assert assert_error(client.put(PROFILE, body), 400, "VALIDATION_ERROR").keys() == {field}


@pytest.mark.parametrize("field", FIELDS)
def test_patch_changes_what_is_named_alone(client, field):
    before = client.get(PROFILE).json()["data"]
    after = client.patch(PROFILE, {field: FIELDS[field]}).json()["data"]
    assert after == {**before, field: FIELDS[field]}


def test_empty_patch_changes_nothing(client):
    before = client.get(PROFILE).json()["data"]
    assert client.patch(PROFILE, {}).json()["data"] == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 1),
        ("email", "other@example.com"),
        ("role", "admin"),
        ("is_staff", True),
        ("is_superuser", True),
        ("is_active", False),
        ("groups", [1]),
        ("password", "x"),
        ("date_joined", "2020-01-01T00:00:00Z"),
        ("photo", "https://example.com/x.webp"),
        ("user_id", 1),
    ],
)
@pytest.mark.parametrize("method", ["put", "patch"])
def test_rights_and_address_are_not_written(client, known, field, value, method):
    before = User.objects.filter(pk=known.pk).values().get()
    response = getattr(client, method)(PROFILE, {**FIELDS, "display_name": "Changed", field: value})
    assert assert_error(response, 400, "VALIDATION_ERROR").keys() == {field}
    assert User.objects.filter(pk=known.pk).values().get() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "x" * 121),
        ("display_name", None),
        ("display_name", "a\0b"),
        ("certificate_name", "x" * 121),
        ("bio", "x" * 2001),
        ("bio", ["a"]),
        ("headline", {"a": 1}),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.com"),
        ("website", "example"),
        ("website", f"https://example.com/{'x' * 200}"),
        ("is_public", "perhaps"),
        ("is_public", None),
        ("language", "xx"),
        ("language", 1),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", "localtime"),
    ],
)
def test_value_that_is_none_is_told_by_field(client, field, value):
    assert assert_error(client.patch(PROFILE, {field: value}), 400, "VALIDATION_ERROR").keys() == {field}


def test_address_of_the_photo_is_a_full_one(client, known):
    update_profile(user=known, photo=ContentFile(b"RIFF", name="photo.webp"))
    assert client.get(PROFILE).json()["data"]["photo"].startswith("http://127.0.0.1:8000/media/photos/")


def test_unchanged_profile_is_not_sent_again(client):
    etag = client.get(PROFILE).headers["ETag"]
    response = client.get(PROFILE, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    client.patch(PROFILE, {"headline": "New"})
    assert client.get(PROFILE, headers={"If-None-Match": etag}).status_code == 200


def test_profile_is_private(client):
    assert "private" in client.get(PROFILE).headers["Cache-Control"]


def test_profile_is_made_for_who_has_none(client, known):
    known.profile.delete()
    assert client.get(PROFILE).json()["data"]["headline"] == ""


def test_stranger_has_no_profile(stranger):
    for method in (stranger.get, stranger.put, stranger.patch):
        assert_error(method(PROFILE), 401, "NOT_AUTHENTICATED")
