"""Signing up: name, address, password, consent; a mail confirms the address."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import translation

from accounts.models import User
from tests.accounts.typed import SIGN_UP
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_sign_up_makes_a_student_who_still_has_to_confirm(client, mails, link_in):
    response = client.post("/accounts/signup/", SIGN_UP)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    user = User.objects.get(email="sari@example.com")
    assert (user.display_name, user.role, user.profile.photo.name) == ("Sari", "student", "")
    assert not user.emailaddress_set.get().verified
    assert "_auth_user_id" not in client.session
    assert [entry.verb for entry in user.activities.all()] == ["signed_up"]
    (mail,) = mails()
    assert mail.to == ["sari@example.com"]
    assert "Sari" not in mail.text  # a stranger's words do not travel in mails to unconfirmed addresses
    assert link_in(mail, "confirm-email")


def test_confirming_in_the_same_browser_signs_in_and_goes_on_to_where_one_came_from(client, mails, link_in):
    client.post("/accounts/signup/", {**SIGN_UP, "next": "/courses/"})
    path = link_in(mails()[0], "confirm-email")
    assert "sari@example.com" in client.get(path).content.decode()
    response = client.post(path)
    assert response.headers["Location"] == "/courses/"
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert user.email == "sari@example.com"
    assert {"email_confirmed", "signed_in"} <= set(user.activities.values_list("verb", flat=True))


def test_confirming_in_another_browser_asks_to_sign_in(client, client_factory, mails, link_in):
    client.post("/accounts/signup/", SIGN_UP)
    other = client_factory()
    response = other.post(link_in(mails()[0], "confirm-email"))
    assert response.headers["Location"] == "/accounts/login/"
    assert EmailAddress.objects.get(email="sari@example.com").verified


def test_reading_the_mail_alone_confirms_nothing(client, mails, link_in):
    """Mail filters open links; only the button confirms."""
    client.post("/accounts/signup/", SIGN_UP)
    client.get(link_in(mails()[0], "confirm-email"))
    assert not EmailAddress.objects.get(email="sari@example.com").verified


def test_used_or_forged_confirmation_link_says_so(client, mails, link_in):
    client.post("/accounts/signup/", SIGN_UP)
    path = link_in(mails()[0], "confirm-email")
    client.post(path)
    client.logout()
    for dead in (path, "/accounts/confirm-email/forged/"):
        assert "no longer works" in client.get(dead).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("display_name", "", "required"),
        ("display_name", "x" * 121, "at most 120"),
        ("email", "not-an-address", "valid email"),
        ("password1", "12345678", "numeric"),
        ("password1", "short", "too short"),
        ("password1", "sari@example.com", "too similar"),
    ],
)
def test_sign_up_with_a_mistake_says_which_and_keeps_what_was_typed(client, field, value, words):
    response = client.post("/accounts/signup/", {**SIGN_UP, field: value})
    page = response.content.decode()
    assert words in page
    assert 'aria-invalid="true"' in page
    if field != "display_name":
        assert 'value="Sari"' in page
    assert SIGN_UP["password1"] not in page
    assert not User.objects.exists()


def test_sign_up_with_html_in_the_name_shows_it_as_text(client, mails, link_in):
    client.post("/accounts/signup/", {**SIGN_UP, "display_name": "<b>Sari</b>"})
    client.post(link_in(mails()[0], "confirm-email"))
    page = client.get("/accounts/").content.decode()
    assert "&lt;b&gt;Sari&lt;/b&gt;" in page
    assert "<b>Sari</b>" not in page


def test_sign_up_remembers_the_language_in_which_it_was_done(client):
    client.post("/accounts/signup/", SIGN_UP, HTTP_ACCEPT_LANGUAGE="id")
    assert User.objects.get().language == "id"


def test_sign_up_asks_for_consent_when_there_are_texts(client, legal_texts):
    page = client.get("/accounts/signup/").content.decode()
    assert 'href="/legal/terms/"' in page
    assert 'href="/legal/privacy/"' in page
    refused = client.post("/accounts/signup/", SIGN_UP)
    assert "read and accept this" in refused.content.decode()
    assert not User.objects.exists()


def test_sign_up_records_which_version_was_accepted_and_from_where(client, legal_texts):
    client.post("/accounts/signup/", {**SIGN_UP, "terms": "on"})
    consents = User.objects.get().consents.order_by("kind")
    assert [(c.kind, c.version, c.ip) for c in consents] == [("privacy", 1, "127.0.0.1"), ("terms", 1, "127.0.0.1")]


def test_sign_up_without_published_texts_asks_for_none(client):
    assert b'name="terms"' not in client.get("/accounts/signup/").content


def test_known_address_gets_a_mail_about_its_account_and_stays_as_it_was(client, mails, link_in):
    user = UserFactory(email="sari@example.com")
    client.post("/accounts/signup/", SIGN_UP)
    user.refresh_from_db()
    assert not user.check_password(SIGN_UP["password1"])
    (mail,) = mails()
    assert "already" in mail.text
    assert link_in(mail, "password/reset")


def test_address_that_somebody_only_wanted_to_change_to_is_free(client):
    """Nobody can keep others out by entering their address."""
    hijacker = UserFactory()
    EmailAddress.objects.create(user=hijacker, email="sari@example.com")
    client.post("/accounts/signup/", SIGN_UP)
    owner = User.objects.get(email="sari@example.com")
    assert list(EmailAddress.objects.filter(email="sari@example.com")) == [owner.emailaddress_set.get()]


def test_sign_up_page_in_indonesian_is_rendered(client):
    with translation.override("id"):
        assert client.get("/accounts/signup/", HTTP_ACCEPT_LANGUAGE="id").status_code == 200


def test_signed_in_person_is_sent_on_from_sign_up(client):
    client.force_login(UserFactory())
    assert client.get("/accounts/signup/").headers["Location"] == "/learn/"
