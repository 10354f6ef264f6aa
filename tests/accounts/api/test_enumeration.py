"""No answer of the API tells whether an address has an account: same text, status, work and number of mails."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User, UserActivity
from accounts.services.users import create_user
from lms_site.identity import identity
from lms_site.models import OutgoingMail
from tests.accounts.api.typed import REGISTER
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.api import api_client

pytestmark = pytest.mark.django_db
KINDS = ("unknown", "known", "pending", "closed")


@pytest.fixture(autouse=True)
def people(hashes):
    UserFactory(email="known@example.com")
    UserFactory(email="closed@example.com", is_active=False)
    create_user(email="pending@example.com", password=PASSWORD, verified=False)
    hashes()


def ask(path, body) -> tuple:
    """What a stranger can see of an answer."""
    response = api_client().post(f"/api/v1/auth/{path}/", body)
    content = response.json()
    visible = (content.get("data"), content.get("error"), sorted(response.headers), len(response.cookies))
    return response.status_code, repr(visible)


def answers_of(path, hashes, **body) -> dict[str, tuple]:
    """The answer, the number of password hashes and of mails, for each kind of address."""
    found = {}
    for name in KINDS:
        mails = OutgoingMail.objects.count()
        answer = ask(path, {**body, "email": f"{name}@example.com"})
        found[name] = (answer, hashes(), OutgoingMail.objects.count() - mails)
    return found


@pytest.mark.parametrize(
    ("path", "body", "status", "work"),
    [
        ("register", {**REGISTER, "terms": True}, 201, (1, 1)),
        ("login", {"password": "wrong"}, 401, (1, 0)),
        ("forgot-password", {}, 200, (0, 1)),
        ("resend-verification", {}, 200, (0, 1)),
    ],
)
def test_answers_are_alike(hashes, legal_texts, path, body, status, work):
    found = answers_of(path, hashes, **body)
    assert len(set(found.values())) == 1
    assert found["unknown"][0][0] == status
    assert found["unknown"][1:] == work


def test_second_answer_in_a_row_is_like_the_first(hashes):
    """Also when mails are held back because one has just been sent."""
    for path, body in (("register", REGISTER), ("resend-verification", {})):
        for email in ("known@example.com", "else@example.com", "pending@example.com"):
            first, second = (ask(path, {**body, "email": email}) for _time in range(2))
            assert first == second


def test_sign_up_with_a_known_address_leaves_nothing_behind(legal_texts):
    before = User.objects.count(), UserActivity.objects.count(), EmailAddress.objects.count()
    ask("register", {**REGISTER, "email": "known@example.com", "terms": True})
    assert (User.objects.count(), UserActivity.objects.count(), EmailAddress.objects.count()) == before


def test_sign_up_costs_the_database_the_same(legal_texts):
    counts = []
    identity()  # what the site is called is read once for all
    for name in ("unknown", "known"):
        with CaptureQueriesContext(connection) as queries:
            ask("register", {**REGISTER, "email": f"{name}@example.com", "terms": True})
        counts.append(len(queries))
    assert abs(counts[0] - counts[1]) <= 6


def test_account_without_password_answers_like_none(hashes):
    create_user(email="imported@example.com")
    unknown = ask("login", {"email": "unknown@example.com", "password": "wrong"})
    hashes()
    assert ask("login", {"email": "imported@example.com", "password": "wrong"}) == unknown
    assert hashes() == 1
