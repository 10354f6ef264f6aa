"""Accounts: how they are made, and that an address is one account whatever its case."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.services.users import EmailTaken, change_email, create_user
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_create_user_makes_everything_an_account_needs():
    user = create_user(email=" Sari@Example.COM ", password=PASSWORD, display_name="Sari", language="id")
    stored = User.objects.get(pk=user.pk)
    assert (stored.email, stored.name, stored.role, stored.language) == ("sari@example.com", "Sari", "student", "id")
    assert stored.check_password(PASSWORD)
    assert not stored.is_staff
    assert not stored.is_superuser
    assert stored.profile.headline == ""
    address = EmailAddress.objects.get(user=stored)
    assert (address.email, address.primary, address.verified) == ("sari@example.com", True, True)


def test_create_user_unverified_leaves_the_address_to_be_confirmed():
    user = create_user(email="new@example.com", verified=False)
    assert not user.emailaddress_set.get().verified


def test_create_user_without_password_cannot_sign_in_by_password():
    user = create_user(email="new@example.com")
    assert not user.has_usable_password()
    assert not user.check_password("")


def test_create_user_with_a_known_address_is_refused_and_the_transaction_goes_on():
    create_user(email="sari@example.com")
    with pytest.raises(EmailTaken) as refusal:
        create_user(email="SARI@example.com")
    assert refusal.value.code == "EMAIL_TAKEN"
    assert User.objects.filter(email__iexact="sari@example.com").count() == 1


def test_create_user_without_address_is_refused():
    with pytest.raises(ValueError, match="e-mail"):
        create_user(email="  ")


def test_create_user_with_an_unknown_role_leaves_nothing():
    with pytest.raises(ValueError, match="Unknown role"):
        create_user(email="new@example.com", role="king")
    assert not User.objects.filter(email="new@example.com").exists()


def test_address_differing_in_case_is_refused_by_the_database_itself():
    UserFactory(email="sari@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="SARI@example.com", password="!")])


def test_address_differing_in_case_is_refused_by_the_form_check():
    UserFactory(email="sari@example.com")
    with pytest.raises(ValidationError) as refusal:
        User(email="Sari@Example.com", password="x").full_clean()
    assert "email" in refusal.value.message_dict


def test_people_are_found_by_address_in_any_case():
    user = UserFactory(email="sari@example.com")
    assert User.objects.get_by_natural_key("SARI@Example.com") == user


def test_name_without_display_name_is_the_part_before_the_at():
    user = User(email="sari.dewi@example.com")
    assert (user.name, str(user), user.get_full_name()) == ("sari.dewi",) * 3


def test_printed_name_prefers_the_name_for_certificates():
    user = User(email="s@example.com", display_name="Sari")
    assert user.printed_name == "Sari"
    user.certificate_name = "Sari Dewi Lestari"
    assert user.printed_name == "Sari Dewi Lestari"


def test_change_email_replaces_the_address_everywhere():
    user, other = UserFactory(), UserFactory()
    pending = EmailAddress.objects.create(user=other, email="new@example.com")
    change_email(user=user, email="New@Example.com")
    user.refresh_from_db()
    assert user.email == "new@example.com"
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [("new@example.com", True, True)]
    assert not EmailAddress.objects.filter(pk=pending.pk).exists()
    assert user.activities.get().verb == "email_changed"


def test_change_email_to_a_known_address_is_refused():
    user, other = UserFactory(), UserFactory()
    before = user.email
    with pytest.raises(EmailTaken):
        change_email(user=user, email=other.email.upper())
    assert User.objects.get(pk=user.pk).email == before


def test_superuser_is_made_by_the_manager_alone():
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    assert (root.is_superuser, root.is_staff, root.role) == (True, True, "admin")
    assert not create_user(email="admin@example.com", role="admin").is_superuser
