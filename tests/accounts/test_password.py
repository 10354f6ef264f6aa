"""Resetting and changing the password."""

import pytest

from accounts.models import User
from accounts.services.users import create_user
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = {"password1": "teh-botol-dingin", "password2": "teh-botol-dingin"}


@pytest.fixture
def reset_link(client, mails, link_in):
    """Asks for a reset as a visitor and gives the path in the mail."""

    def ask(email: str) -> str:
        response = client.post("/accounts/password/reset/", {"email": email})
        assert response.headers["Location"] == "/accounts/password/reset/done/"
        return link_in(mails()[-1], "reset/key")

    return ask


def has_password(user, password) -> bool:
    return User.objects.get(pk=user.pk).check_password(password)


def test_reset_by_the_link_replaces_the_password_once(client, reset_link):
    user = UserFactory()
    path = reset_link(user.email.upper())
    form = client.get(path).headers["Location"]
    assert "set-password" in form  # the key does not stand in the address of the page with the form
    response = client.post(form, NEW)
    assert response.headers["Location"] == "/accounts/password/reset/key/done/"
    assert has_password(user, NEW["password1"])
    assert "no longer works" in client.get(path).content.decode()
    assert user.activities.filter(verb="password_reset").exists()


def test_reset_tells_the_person_by_mail(client, reset_link, mails):
    user = UserFactory()
    client.post(client.get(reset_link(user.email)).headers["Location"], NEW)
    assert "replaced" in mails()[-1].text
    assert mails()[-1].to == [user.email]


def test_reset_ends_all_sessions(client, client_factory, reset_link):
    user = UserFactory()
    elsewhere = client_factory()
    elsewhere.force_login(user)
    client.post(client.get(reset_link(user.email)).headers["Location"], NEW)
    assert elsewhere.get("/accounts/profile/").status_code == 302


def test_reset_with_two_different_passwords_changes_nothing(client, reset_link):
    user = UserFactory()
    form = client.get(reset_link(user.email)).headers["Location"]
    response = client.post(form, {**NEW, "password2": "something else"})
    assert "same password" in response.content.decode()
    assert has_password(user, PASSWORD)


def test_reset_with_a_forged_link_is_refused(client):
    user = UserFactory()
    assert "no longer works" in client.get(f"/accounts/password/reset/key/{user.pk}-abc-def/").content.decode()


def test_reset_gives_an_account_without_password_its_first_one(client, reset_link):
    user = create_user(email="imported@example.com")
    client.post(client.get(reset_link(user.email)).headers["Location"], NEW)
    assert has_password(user, NEW["password1"])


def test_reset_of_an_account_that_is_switched_off_sends_no_key(client, mails):
    user = UserFactory(is_active=False)
    client.post("/accounts/password/reset/", {"email": user.email})
    assert "reset/key" not in mails()[0].text


def test_reset_never_opens_an_account_for_an_address_it_only_wants_to_change_to(client, mails):
    user = UserFactory()
    user.emailaddress_set.create(email="new@example.com", verified=False)
    client.post("/accounts/password/reset/", {"email": "new@example.com"})
    assert "reset/key" not in mails()[0].text


def test_change_keeps_this_session_and_ends_the_others(client, client_factory, mails):
    user = UserFactory()
    elsewhere = client_factory()
    elsewhere.force_login(user)
    client.force_login(user)
    response = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **NEW})
    assert response.status_code == 302
    assert has_password(user, NEW["password1"])
    assert client.get("/accounts/profile/").status_code == 200
    assert elsewhere.get("/accounts/profile/").status_code == 302
    assert user.activities.filter(verb="password_changed").exists()
    assert mails()[-1].to == [user.email]


def test_change_with_a_wrong_current_password_changes_nothing(client):
    user = UserFactory()
    client.force_login(user)
    response = client.post("/accounts/password/change/", {"oldpassword": "wrong", **NEW})
    assert "not your current password" in response.content.decode()
    assert has_password(user, PASSWORD)


def test_password_like_ones_own_name_is_refused(client):
    user = UserFactory(display_name="Bambang Sutrisno")
    client.force_login(user)
    similar = {"password1": "bambang sutrisno", "password2": "bambang sutrisno"}
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **similar})
    assert has_password(user, PASSWORD)
