"""What the tests of accounts share: legal texts, the mails that were written, a hasher that counts."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import LegalDocument
from lms_site.models import OutgoingMail
from tests.accounts.hashing import CountingHasher


@pytest.fixture
def legal_texts(db):
    """Version 1 of both texts, in force since now."""
    now = timezone.now()
    return [
        LegalDocument.objects.create(kind=kind, title=title, body=f"<p>{title}, one.</p>", published_at=now)
        for kind, title in (("terms", "Terms of use"), ("privacy", "Privacy policy"))
    ]


@pytest.fixture(autouse=True)
def outgoing_mail_table(settings):
    """Mail takes the product's own way; the test runner would put Django's list in its place."""
    settings.EMAIL_BACKEND = "lms_site.mail.OutboxEmailBackend"


@pytest.fixture
def mails(db):
    """Call it for the mails written so far, oldest first; each with `to`, `subject`, `text`."""
    return lambda: list(OutgoingMail.objects.order_by("pk"))


@pytest.fixture
def link_in():
    """The path of the first address in a mail that contains `part`."""

    def find(mail, part: str) -> str:
        return re.search(rf"https?://[^/\s]+(\S*{part}\S*)", mail.text).group(1)

    return find


@pytest.fixture
def hashes(settings):
    """Passwords are hashed by a hasher that counts; `hashes()` gives the number and starts again at 0."""
    settings.PASSWORD_HASHERS = ["tests.accounts.hashing.CountingHasher"]

    def take() -> int:
        count, CountingHasher.count = CountingHasher.count, 0
        return count

    take()
    return take


@pytest.fixture
def client_factory():
    """Another browser, with cookies of its own; keyword arguments are sent with every request."""
    return Client
