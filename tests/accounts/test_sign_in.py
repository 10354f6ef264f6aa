"""Signing in by password and by code, and what happens on the way."""

import re

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.services.users import create_user
from tests.factories.accounts import PASSWORD, AdminFactory, InstructorFactory, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": user.email, "password": password}, **extra)


def is_signed_in(client, user) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def test_sign_in_leads_to_my_learning(client):
    user = UserFactory()
    assert sign_in(client, user).headers["Location"] == "/learn/"
    assert is_signed_in(client, user)


@pytest.mark.parametrize("typed", ["SARI@Example.com", "  sari@example.com "])
def test_sign_in_with_the_address_in_another_spelling(client, typed):
    user = UserFactory(email="sari@example.com")
    client.post("/accounts/login/", {"login": typed, "password": PASSWORD})
    assert is_signed_in(client, user)


def test_sign_in_goes_on_to_where_one_came_from(client):
    response = client.post(
        "/accounts/login/?next=/courses/", {"login": UserFactory().email, "password": PASSWORD, "next": "/courses/"}
    )
    assert response.headers["Location"] == "/courses/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_never_leads_to_another_site(client, target):
    response = client.post("/accounts/login/", {"login": UserFactory().email, "password": PASSWORD, "next": target})
    assert response.headers["Location"] == "/learn/"


def test_wrong_password_keeps_the_address_and_says_what_is_wrong(client):
    user = UserFactory(email="sari@example.com")
    response = sign_in(client, user, "wrong")
    page = response.content.decode()
    assert "do not belong together" in page
    assert 'value="sari@example.com"' in page
    assert "data-error-summary" in page  # where the page's script puts the focus
    assert not is_signed_in(client, user)


def test_unconfirmed_address_gets_the_link_again_and_stays_outside(client, mails):
    user = create_user(email="sari@example.com", password=PASSWORD, verified=False)
    response = sign_in(client, user)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client, user)
    assert [mail.to for mail in mails()] == [["sari@example.com"]]


def test_account_that_is_switched_off_is_told_so_after_the_right_password_only(client):
    user = UserFactory(is_active=False)
    assert "do not belong together" in sign_in(client, user, "wrong").content.decode()
    assert sign_in(client, user).headers["Location"] == "/accounts/inactive/"
    assert "switched off" in client.get("/accounts/inactive/").content.decode()


def test_switching_an_account_off_ends_its_sessions(client):
    user = UserFactory()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/accounts/profile/").status_code == 302


def test_first_admin_made_by_command_signs_in_without_any_mail(client, mails):
    call_command("createsuperuser", email="Root@example.com", interactive=False, verbosity=0)
    root = User.objects.get(email="root@example.com")
    root.set_password(PASSWORD)
    root.save()
    sign_in(client, root)
    assert client.get("/cms/").status_code == 200
    assert mails() == []


def test_session_lasts_a_day(client):
    sign_in(client, UserFactory())
    assert 86_000 < client.session.get_expiry_age() <= 86_400


def test_sign_in_gives_the_session_a_new_key(client):
    client.get("/accounts/login/code/")
    session = client.session
    session["before"] = "sign-in"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, UserFactory())
    assert client.session.session_key != before


def test_sign_out_asks_first_and_then_ends_the_session(client):
    user = UserFactory()
    client.force_login(user)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert is_signed_in(client, user)
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert not is_signed_in(client, user)


# --- By code ---------------------------------------------------------------------------------
def code_in(mail) -> str:
    return re.search(r"^([A-Z0-9-]{6,})$", mail.text, re.MULTILINE).group(1)


def test_sign_in_by_code(client, mails):
    user = UserFactory()
    response = client.post("/accounts/login/code/", {"email": user.email.upper()})
    assert response.headers["Location"] == "/accounts/login/code/confirm/"
    (mail,) = mails()
    code = code_in(mail)
    assert code not in mail.subject  # subjects are kept after sending, bodies are not
    assert user.email in client.get("/accounts/login/code/confirm/").content.decode()
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert is_signed_in(client, user)


def test_sign_in_by_code_goes_on_to_where_one_came_from(client, mails):
    user = UserFactory()
    response = client.post("/accounts/login/code/", {"email": user.email, "next": "/courses/"})
    response = client.post(response.headers["Location"], {"code": code_in(mails()[0]), "next": "/courses/"})
    assert response.headers["Location"] == "/courses/"


def test_three_wrong_codes_end_the_attempt(client, mails):
    user = UserFactory()
    client.post("/accounts/login/code/", {"email": user.email})
    for _attempt in range(3):
        response = client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})
    assert response.headers["Location"] == "/accounts/login/code/"
    client.post("/accounts/login/code/confirm/", {"code": code_in(mails()[0])})
    assert not is_signed_in(client, user)


def test_code_can_be_sent_again_and_only_the_new_one_works(client, mails):
    user = UserFactory()
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    old, new = (code_in(mail) for mail in mails())
    client.post("/accounts/login/code/confirm/", {"code": old})
    assert not is_signed_in(client, user)
    client.post("/accounts/login/code/confirm/", {"code": new})
    assert is_signed_in(client, user)


def test_code_is_never_sent_for_an_account_to_an_address_it_only_wants_to_change_to(client, mails):
    user = UserFactory()
    user.emailaddress_set.create(email="new@example.com", verified=False)
    client.post("/accounts/login/code/", {"email": "new@example.com"})
    (mail,) = mails()
    assert "no account" in mail.text


# --- One door for staff ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path", ["/cms/", "/cms/login/", "/cms/login/?next=/cms/pages/", "/django-admin/", "/django-admin/login/"]
)
def test_administration_sends_visitors_to_the_one_sign_in(client, path):
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("path", ["/cms/login/", "/django-admin/login/"])
def test_administration_takes_no_passwords_itself(client, path):
    admin = AdminFactory()
    client.post(path, {"username": admin.email, "password": PASSWORD})
    assert not is_signed_in(client, admin)


def test_cms_password_reset_is_closed(client):
    assert client.get("/cms/password_reset/").status_code == 404


def test_instructor_signs_in_to_the_cms(client):
    user = InstructorFactory()
    target = client.get("/cms/").headers["Location"]
    response = client.post(target, {"login": user.email, "password": PASSWORD, "next": "/cms/"})
    assert response.headers["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize("path", ["/cms/", "/cms/login/", "/django-admin/"])
def test_learner_at_the_door_of_the_administration_is_refused_and_not_sent_in_circles(client, path):
    client.force_login(UserFactory())
    assert client.get(path, follow=True).status_code == 403
