"""Mails about accounts: in the reader's language, readable as text, with links that work."""

import re

import pytest
from django.test import Client

from tests.accounts.typed import SIGN_UP
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = {"password1": "teh-botol-dingin", "password2": "teh-botol-dingin"}


@pytest.fixture(autouse=True)
def site(settings):
    settings.WAGTAIL_SITE_NAME = "Sekolah & Co"
    settings.SITE_URL = "https://school.example"


def signed_in(user) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def sign_up(language):
    Client(HTTP_ACCEPT_LANGUAGE=language).post("/accounts/signup/", SIGN_UP)


def sign_up_known(language):
    UserFactory(email=SIGN_UP["email"])
    sign_up(language)


def reset(language):
    user = UserFactory()
    Client(HTTP_ACCEPT_LANGUAGE=language).post("/accounts/password/reset/", {"email": user.email})


def reset_unknown(language):
    Client(HTTP_ACCEPT_LANGUAGE=language).post("/accounts/password/reset/", {"email": "nobody@example.com"})


def code(language):
    user = UserFactory()
    Client(HTTP_ACCEPT_LANGUAGE=language).post("/accounts/login/code/", {"email": user.email})


def change_password(language):
    user = UserFactory(language=language)
    signed_in(user).post("/accounts/password/change/", {"oldpassword": PASSWORD, **NEW})


def change_email(language):
    user = UserFactory(language=language)
    signed_in(user).post("/accounts/email/", {"email": "new@example.com", "action_add": ""})


CAUSES = [sign_up, sign_up_known, reset, reset_unknown, code, change_password, change_email]


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_mail_is_complete_and_plain(mails, cause, language):
    cause(language)
    (mail,) = mails()
    assert mail.language == language
    assert "Sekolah & Co" in mail.subject + mail.text
    assert "Sekolah &amp;" not in mail.subject + mail.text
    assert mail.text.endswith("Sekolah & Co\nhttps://school.example\n") or mail.text.endswith("https://school.example")
    for left_over in ("{{", "{%", "None", "&#x27;", "&quot;"):
        assert left_over not in mail.text
    assert "\n\n\n\n" not in mail.text
    assert "\n" not in mail.subject
    assert not mail.subject.startswith("[")


@pytest.mark.parametrize("cause", [sign_up, reset, change_email])
def test_link_in_the_mail_is_whole_and_alone_on_its_line(mails, cause):
    cause("en")
    links = [line for line in mails()[0].text.splitlines() if line.startswith("http")]
    path = re.sub(r"^https?://[^/]+", "", links[0])
    response = Client().get(path, follow=True)
    assert response.status_code == 200
    assert "no longer works" not in response.content.decode()


def test_mails_to_strangers_carry_nothing_that_somebody_typed(mails):
    """Else the sign-up form would send anybody's advertisement to anybody."""
    Client().post("/accounts/signup/", {**SIGN_UP, "display_name": "Win at https://evil.example"})
    (mail,) = mails()
    assert "evil.example" not in mail.text + mail.subject


def test_notice_says_when_and_from_where_in_words(mails):
    user = UserFactory()
    client = signed_in(user)
    browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **NEW}, HTTP_USER_AGENT=browser)
    text = mails()[-1].text
    assert "From: 127.0.0.1, Firefox, Linux" in text
    assert "Mozilla" not in text
    assert "https://school.example/accounts/sessions/" in text


def test_code_is_the_only_secret_and_stands_in_the_text_alone(mails):
    code("en")
    (mail,) = mails()
    (secret,) = re.findall(r"^[A-Z0-9-]{6,}$", mail.text, re.MULTILINE)
    assert secret not in mail.subject
