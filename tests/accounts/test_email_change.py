"""Changing the address: confirmed at the new one before anything changes."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    """A person who has just typed their password, as changing the address asks for."""
    user = UserFactory(email="old@example.com")
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return user


def change_to(client, email):
    return client.post("/accounts/email/", {"email": email, "action_add": ""})


def test_change_happens_when_the_link_is_opened(client, person, mails, link_in):
    change_to(client, "New@example.com")
    assert User.objects.get(pk=person.pk).email == "old@example.com"
    assert "new@example.com" in client.get("/accounts/email/").content.decode()
    client.post(link_in(mails()[-1], "confirm-email"))
    person.refresh_from_db()
    assert person.email == "new@example.com"
    assert [address.email for address in person.emailaddress_set.all()] == ["new@example.com"]
    assert person.activities.get(verb="email_changed").label == "new@example.com"


def test_change_is_told_to_the_old_address(client, person, mails, link_in):
    change_to(client, "new@example.com")
    client.post(link_in(mails()[-1], "confirm-email"))
    assert mails()[-1].to == ["old@example.com"]
    assert "new@example.com" in mails()[-1].text


def test_change_asks_for_the_password_when_it_was_not_typed_lately(client):
    user = UserFactory()
    client.force_login(user)
    response = change_to(client, "new@example.com")
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not user.emailaddress_set.filter(email="new@example.com").exists()


def test_change_can_be_called_off(client, person):
    change_to(client, "new@example.com")
    client.post("/accounts/email/", {"email": "new@example.com", "action_remove": ""})
    assert [address.email for address in person.emailaddress_set.all()] == ["old@example.com"]


def test_change_to_anothers_address_looks_like_any_and_never_succeeds(client, person, mails, link_in):
    other = UserFactory(email="taken@example.com")
    answers = [change_to(client, "taken@example.com"), change_to(client, "free@example.com")]
    assert answers[0].status_code == answers[1].status_code == 302
    change_to(client, "taken@example.com")
    client.post(link_in(mails()[0], "confirm-email"))
    person.refresh_from_db()
    assert (person.email, User.objects.get(pk=other.pk).email) == ("old@example.com", "taken@example.com")


def test_change_to_an_address_with_which_somebody_signs_up_meanwhile_fails_kindly(client, person, mails, link_in):
    change_to(client, "new@example.com")
    link = link_in(mails()[-1], "confirm-email")
    rival = User.objects.create_user("new@example.com", PASSWORD)  # signed up, not yet confirmed
    response = client.post(link, follow=True)
    assert response.status_code == 200
    person.refresh_from_db()
    assert (person.email, rival.email) == ("old@example.com", "new@example.com")
    assert not EmailAddress.objects.get(email="new@example.com").verified


def test_change_works_with_a_second_factor(client, person, mails, link_in):
    person.authenticator_set.create(type="totp", data={"secret": "x"})
    change_to(client, "new@example.com")
    client.post(link_in(mails()[-1], "confirm-email"))
    person.refresh_from_db()
    assert person.email == "new@example.com"


def test_change_to_nonsense_keeps_what_was_typed(client, person):
    response = change_to(client, "nonsense@")
    assert 'value="nonsense@"' in response.content.decode()
