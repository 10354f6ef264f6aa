"""Django's administration: for admins, behind the one sign-in, and never a way to more rights."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.models import User
from tests.factories.accounts import PASSWORD, AdminFactory, InstructorFactory, ModeratorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = AdminFactory()
    client.force_login(user)
    return user


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, ModeratorFactory])
def test_others_are_refused(client, factory):
    client.force_login(factory())
    assert client.get("/django-admin/", follow=True).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "accounts/user/?q=sari",
        "accounts/user/add/",
        "accounts/useractivity/?q=sari",
        "accounts/consent/?q=sari",
        "accounts/userprofile/?q=sari",
        "account/emailaddress/?q=sari",
        "mfa/authenticator/?q=sari",
        "usersessions/usersession/?q=sari",
    ],
)
def test_every_list_opens_and_searches(client, admin, path):
    assert client.get(f"/django-admin/{path}").status_code == 200


def test_admin_edits_a_person(client, admin):
    user = UserFactory()
    page = client.get(f"/django-admin/accounts/user/{user.pk}/change/")
    assert page.status_code == 200
    typed = {"email": user.email, "display_name": "Sari", "is_active": "on", "is_superuser": "on"}
    client.post(f"/django-admin/accounts/user/{user.pk}/change/", typed)
    user.refresh_from_db()
    assert (user.display_name, user.is_superuser) == ("Sari", False)


def test_admin_cannot_make_themselves_superuser(client, admin):
    typed = {"email": admin.email, "display_name": "x", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    client.post(f"/django-admin/accounts/user/{admin.pk}/change/", typed)
    admin.refresh_from_db()
    assert not admin.is_superuser


@pytest.mark.parametrize("action", ["change", "password"])
def test_admin_cannot_take_over_a_superuser(client, admin, action):
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    passwords = {"password1": "kopi-tubruk-pagi", "password2": "kopi-tubruk-pagi", "usable_password": "true"}
    client.post(f"/django-admin/accounts/user/{root.pk}/{action}/", {"email": "x@example.com", **passwords})
    root.refresh_from_db()
    assert root.email == "root@example.com"
    assert root.check_password(PASSWORD)


def test_admin_cannot_give_a_superuser_a_second_address(client, admin):
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    client.post(
        "/django-admin/account/emailaddress/add/", {"user": root.pk, "email": "me@example.com", "verified": "on"}
    )
    assert [address.email for address in root.emailaddress_set.all()] == ["root@example.com"]


def test_code_for_a_second_address_never_opens_the_account(client, mails):
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    EmailAddress.objects.create(user=root, email="me@example.com", verified=True)
    client.post("/accounts/login/code/", {"email": "me@example.com"})
    assert "no account" in mails()[0].text


def test_admin_helps_somebody_who_lost_the_phone(client, admin):
    user = UserFactory()
    factor = user.authenticator_set.create(type="totp", data={"secret": "x"})
    assert "secret" not in client.get(f"/django-admin/mfa/authenticator/{factor.pk}/change/").content.decode()
    client.post(f"/django-admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    assert not user.authenticator_set.exists()


def test_admin_cannot_take_a_superusers_second_factor_away(client, admin):
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    factor = Authenticator.objects.create(user=root, type="totp", data={"secret": "x"})
    client.post(f"/django-admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    client.post(
        "/django-admin/mfa/authenticator/",
        {"action": "delete_selected", "_selected_action": [factor.pk], "post": "yes"},
    )
    assert Authenticator.objects.filter(pk=factor.pk).exists()


@pytest.mark.parametrize("model", ["useractivity", "consent"])
def test_evidence_cannot_be_changed_even_by_superusers(client, model, legal_texts):
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    client.force_login(root)
    assert client.get(f"/django-admin/accounts/{model}/add/").status_code == 403
