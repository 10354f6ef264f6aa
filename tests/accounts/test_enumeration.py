"""No answer tells whether an address has an account: same text, same status, same work."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User, UserActivity
from accounts.services.users import create_user
from lms_site.identity import identity
from lms_site.models import OutgoingMail
from tests.accounts.typed import SIGN_UP
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
FRESH = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
ADDRESSES = re.compile(r"(known|unknown|pending|closed)@example\.com")


@pytest.fixture(autouse=True)
def people(hashes):
    UserFactory(email="known@example.com")
    UserFactory(email="closed@example.com", is_active=False)
    create_user(email="pending@example.com", password=PASSWORD, verified=False)
    hashes()


def ask(path, data) -> tuple:
    """What a stranger can see of an answer: its status, where it leads, and all the pages' text."""
    response = Client().post(path, data, follow=True)
    text = ADDRESSES.sub("somebody@example.com", FRESH.sub("", response.content.decode()))
    return tuple(response.redirect_chain), response.status_code, text


def answers_of(path, field, hashes, **data) -> dict[str, tuple]:
    """The answer, the number of password hashes and of mails, for each kind of address."""
    found = {}
    for name in ("unknown", "known", "pending", "closed"):
        mails = OutgoingMail.objects.count()
        answer = ask(path, {**data, field: f"{name}@example.com"})
        found[name] = (answer, hashes(), OutgoingMail.objects.count() - mails)
    return found


def test_sign_up(hashes, legal_texts):
    found = answers_of("/accounts/signup/", "email", hashes, **{**SIGN_UP, "terms": "on"})
    assert len(set(found.values())) == 1
    answer, hash_count, mail_count = found["unknown"]
    assert answer[0] == (("/accounts/confirm-email/", 302),)
    assert (hash_count, mail_count) == (1, 1)


def test_sign_up_with_a_known_address_leaves_nothing_behind(hashes, legal_texts):
    before = User.objects.count(), UserActivity.objects.count(), EmailAddress.objects.count()
    ask("/accounts/signup/", {**SIGN_UP, "email": "known@example.com", "terms": "on"})
    assert (User.objects.count(), UserActivity.objects.count(), EmailAddress.objects.count()) == before


def test_sign_up_costs_the_database_the_same(legal_texts):
    """Within six quick reads of some thirty queries: less than a clock can tell from its own noise."""
    counts = []
    identity()  # what the site is called is read once for all
    for name in ("unknown", "known"):
        with CaptureQueriesContext(connection) as queries:
            Client().post("/accounts/signup/", {**SIGN_UP, "email": f"{name}@example.com", "terms": "on"})
        counts.append(len(queries))
    assert abs(counts[0] - counts[1]) <= 6


def test_sign_in_with_a_wrong_password(hashes):
    found = answers_of("/accounts/login/", "login", hashes, password="wrong")
    assert len(set(found.values())) == 1
    assert found["unknown"][1:] == (1, 0)


def test_sign_in_to_an_account_without_password(hashes):
    create_user(email="imported@example.com")
    unknown = ask("/accounts/login/", {"login": "unknown@example.com", "password": "wrong"})
    hashes()
    imported = ask("/accounts/login/", {"login": "imported@example.com", "password": "wrong"})
    assert hashes() == 1
    assert imported[1] == unknown[1]


def test_reset(hashes):
    found = answers_of("/accounts/password/reset/", "email", hashes)
    assert len(set(found.values())) == 1
    assert found["unknown"][1:] == (0, 1)


def test_sign_in_code(hashes):
    found = answers_of("/accounts/login/code/", "email", hashes)
    assert len(set(found.values())) == 1
    assert found["unknown"][1:] == (0, 1)


@pytest.mark.parametrize("name", ["unknown", "known"])
def test_wrong_sign_in_codes(client, name):
    client.post("/accounts/login/code/", {"email": f"{name}@example.com"})
    statuses = [client.post("/accounts/login/code/confirm/", {"code": "WRONG1"}).status_code for _try in range(3)]
    assert statuses == [200, 200, 302]


def test_second_sign_up_in_a_row_looks_like_the_first_of_a_known_address(hashes):
    """Also when mails are held back because one has just been sent."""
    data = {**SIGN_UP, "email": "unknown@example.com"}
    first, second = ask("/accounts/signup/", data), ask("/accounts/signup/", data)
    known = [ask("/accounts/signup/", {**SIGN_UP, "email": "known@example.com"}) for _time in range(2)]
    assert [first[:2], second[:2]] == [known[0][:2], known[1][:2]]
    assert [first[2], second[2]] == [known[0][2], known[1][2]]
    assert hashes() == 4
