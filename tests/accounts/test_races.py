"""What happens at the same moment: two sign-ups with one address make one account."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.db import IntegrityError, connections
from django.test import Client

from accounts.forms import SignupForm
from accounts.models import Consent, User
from accounts.services.consent import accept
from accounts.services.roles import assign_role
from tests.accounts.typed import SIGN_UP
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
SPELLINGS = ["sari@example.com", "SARI@example.com", "Sari@Example.com", "sari@EXAMPLE.com"]


def at_once(calls) -> list:
    """Run all at the same time, each in a thread with its own connection; exceptions are results."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        except IntegrityError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def both_look_first(monkeypatch):
    """Holds every sign-up between looking whether the address is known and making the account."""
    barrier = Barrier(len(SPELLINGS))
    look = SignupForm.validate_unique_email

    def look_and_wait(form, value):
        found = look(form, value)
        barrier.wait(timeout=20)
        return found

    monkeypatch.setattr(SignupForm, "validate_unique_email", look_and_wait)


def sign_up_all():
    clients = [Client() for _spelling in SPELLINGS]
    data = [{**SIGN_UP, "email": email} for email in SPELLINGS]
    return at_once(
        [lambda pair=pair: pair[0].post("/accounts/signup/", pair[1]) for pair in zip(clients, data, strict=True)]
    )


def test_sign_ups_with_one_address_at_once_make_one_account(both_look_first):
    answers = sign_up_all()
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, "/accounts/confirm-email/")
    }
    user = User.objects.get()
    assert user.email == "sari@example.com"
    assert user.emailaddress_set.count() == 1
    assert [entry.verb for entry in user.activities.all()] == ["signed_up"]


def test_control_without_the_way_out_the_others_fail(both_look_first, monkeypatch):
    """The same race with allauth's own saving: only the constraint of the database is left."""
    monkeypatch.setattr(SignupForm, "try_save", AllauthSignupForm.try_save)
    answers = sign_up_all()
    assert any(isinstance(answer, IntegrityError) for answer in answers)
    assert User.objects.count() == 1


def test_consent_given_twice_at_once_is_recorded_once(legal_texts):
    user = UserFactory()
    at_once([lambda: accept(user=User.objects.get(pk=user.pk))] * 4)
    assert Consent.objects.filter(user=user).count() == 2


def test_role_given_twice_at_once_is_one_role():
    user = UserFactory()
    roles = ["instructor", "moderator"]
    at_once([lambda role=role: assign_role(user=User.objects.get(pk=user.pk), role=role) for role in roles])
    held = set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))
    assert len(held) == 1
    assert held < {"Instructors", "Moderators"}
