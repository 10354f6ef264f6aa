"""The profile page: what a person says of themself, and how the site speaks to them."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from accounts.services.profiles import profile_of, update_profile
from tests.accounts.test_photos import picture
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
TYPED = {
    "display_name": "Sari Dewi",
    "certificate_name": "Sari Dewi Lestari, M.Sn.",
    "headline": "Batik maker",
    "bio": "I draw with wax.",
    "website": "https://example.com/sari",
    "language": "id",
    "timezone": "Asia/Makassar",
    "is_public": "on",
}


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def photo(content=None, name="me.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content)


def test_profile_is_stored(client, person):
    response = client.post("/accounts/profile/", TYPED, follow=True)
    assert "is saved" in response.content.decode()
    user = User.objects.get(pk=person.pk)
    assert (user.display_name, user.certificate_name) == ("Sari Dewi", "Sari Dewi Lestari, M.Sn.")
    assert (user.language, user.timezone) == ("id", "Asia/Makassar")
    profile = user.profile
    assert (profile.headline, profile.bio, profile.website, profile.is_public) == (
        "Batik maker",
        "I draw with wax.",
        "https://example.com/sari",
        True,
    )
    assert user.activities.get(verb="profile_updated")


def test_language_of_the_profile_is_used_from_the_next_page_on(client, person):
    client.post("/accounts/profile/", TYPED)
    assert 'lang="id"' in client.get("/accounts/profile/").content.decode()


def test_photo_is_replaced_and_the_old_file_deleted(client, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/profile/", {**TYPED, "photo": photo()})
    first = profile_of(person).photo.name
    assert first.endswith(".webp")
    assert "me" not in first
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/profile/", {**TYPED, "photo": photo(picture(colour="red"))})
    person.refresh_from_db()
    assert default_storage.exists(person.profile.photo.name)
    assert not default_storage.exists(first)


def test_photo_stays_when_the_form_is_sent_without_one(client, person):
    client.post("/accounts/profile/", {**TYPED, "photo": photo()})
    name = User.objects.get(pk=person.pk).profile.photo.name
    client.post("/accounts/profile/", {**TYPED, "headline": "Other"})
    assert User.objects.get(pk=person.pk).profile.photo.name == name


def test_photo_can_be_removed(client, person, django_capture_on_commit_callbacks):
    client.post("/accounts/profile/", {**TYPED, "language": "en", "photo": photo()})
    name = User.objects.get(pk=person.pk).profile.photo.name
    assert "Remove the photo" in client.get("/accounts/profile/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/profile/", {**TYPED, "remove_photo": "on"})
    assert not User.objects.get(pk=person.pk).profile.photo
    assert not default_storage.exists(name)


def test_bad_photo_is_refused_and_the_rest_kept_as_typed(client, person):
    bad = photo(b"<svg><script>alert(1)</script></svg>", "me.svg")
    response = client.post("/accounts/profile/", {**TYPED, "bio": "A long text I typed", "photo": bad})
    page = response.content.decode()
    assert response.status_code == 422
    assert "JPEG, PNG or WebP" in page
    assert "A long text I typed" in page
    assert not profile_of(person).bio


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.com"),
        ("website", "not an address"),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("language", "xx"),
        ("display_name", ""),
        ("display_name", "x" * 121),
        ("bio", "x" * 2001),
    ],
)
def test_mistake_is_said_and_nothing_stored(client, person, field, value):
    response = client.post("/accounts/profile/", {**TYPED, field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert User.objects.get(pk=person.pk).certificate_name == ""


def test_markup_is_stored_as_typed_and_shown_as_text(client, person):
    client.post("/accounts/profile/", {**TYPED, "language": "en", "bio": "</textarea><script>alert(1)</script>"})
    assert profile_of(person).bio == "</textarea><script>alert(1)</script>"
    assert "<script>alert(1)" not in client.get("/accounts/profile/").content.decode()


def test_website_without_scheme_gets_https(client, person):
    client.post("/accounts/profile/", {**TYPED, "website": "example.com"})
    assert profile_of(person).website == "https://example.com"


def test_zone_in_use_that_the_list_does_not_have_stays(client, person):
    User.objects.filter(pk=person.pk).update(timezone="Asia/Ujung_Pandang")
    response = client.post("/accounts/profile/", {**TYPED, "timezone": "Asia/Ujung_Pandang"})
    assert response.status_code == 302


def test_profile_page_costs_three_queries(client, person, django_assert_num_queries):
    client.get("/accounts/profile/")
    with django_assert_num_queries(3):  # user and role, profile, whether there is a public page
        client.get("/accounts/profile/")


def test_overview_shows_what_is_set_up(client, person):
    person.authenticator_set.create(type="totp", data={"secret": "x"})
    page = client.get("/accounts/").content.decode()
    assert person.email in page
    assert "Recovery codes" in page
    assert "Certificates will say" in page
    update_profile(user=person, certificate_name="Sari Dewi")
    assert "Certificates will say" not in client.get("/accounts/").content.decode()


@pytest.mark.parametrize("sessions", [1, 20])
def test_overview_costs_the_same_for_any_number_of_things(client, person, django_assert_num_queries, sessions):
    for number in range(sessions):
        person.usersession_set.create(ip="127.0.0.1", user_agent="x", session_key=f"key{number}")
    client.get("/accounts/")
    with django_assert_num_queries(5):  # user, factors, profile, sessions, recent, role for the menu
        client.get("/accounts/")


def test_account_without_profile_gets_one_when_needed(client):
    root = User.objects.create_superuser("root@example.com")
    client.force_login(root)
    assert client.get("/accounts/profile/").status_code == 200
    assert User.objects.get(pk=root.pk).profile


def test_update_profile_refuses_what_is_not_editable():
    with pytest.raises(TypeError, match="is_staff"):
        update_profile(user=UserFactory(), is_staff=True)


def test_update_profile_leaves_other_fields_alone():
    user = UserFactory()
    update_profile(user=user, headline="Batik maker", bio="Text")
    User.objects.filter(pk=user.pk).update(certificate_name="Set elsewhere meanwhile")
    update_profile(user=user, bio="Other", display_name="Sari")
    assert (user.profile.headline, user.profile.bio) == ("Batik maker", "Other")
    assert User.objects.get(pk=user.pk).certificate_name == "Set elsewhere meanwhile"
