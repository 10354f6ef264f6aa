"""Paying instructors in the CMS."""

import csv
from io import StringIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from commerce.models import MoneyAct, Payout, PayoutBatch
from commerce.services.bank import BankDetails, save_bank_account
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory
from tests.factories.payouts import LONG_AGO, pay, prepare, save_account
from tests.factories.sales import sell, shared_course
from tests.sharing import own

pytestmark = pytest.mark.django_db
LIST = "/cms/payouts/"
# How many batches there are, those of the page, their payouts; the rest is the CMS around it.
LIST_QUERIES = 3


def a_creditor(**fields) -> User:
    """An instructor with a bank account whom 21 dollars are owed."""
    person = InstructorFactory(**fields)
    save_account(person)
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    return person


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(admin=AdminFactory(), person=a_creditor(display_name="=Sari"))


person = own("person")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def texts(client, url) -> str:
    """The page that a redirect leads to, with its messages."""
    return client.get(url).content.decode()


def test_others_have_no_door(client, person):
    batch = prepare(AdminFactory())
    for other in (person, ModeratorFactory()):
        client.force_login(other)
        for url in (LIST, f"{LIST}{batch.pk}/", "/cms/sales/", "/cms/reports/ledger/", "/cms/reports/sales/"):
            assert client.get(url).status_code == 302
        for url in (f"{LIST}prepare/", f"{LIST}{batch.pk}/export/"):
            assert client.post(url).status_code == 302
        client.post(f"{LIST}{batch.pk}/", {"act": "approve"})
    assert PayoutBatch.objects.get().status == "prepared"


def test_batch_goes_from_preparing_to_paid(client, admin, person):
    assert "No payouts have been prepared yet" in texts(client, LIST)
    one = client.post(f"{LIST}prepare/")["Location"]
    page = texts(client, one)
    assert "$21.00" in page
    assert "····7890" in page
    assert "Export" not in page
    client.post(one, {"act": "approve"})
    assert "Export" in texts(client, one)
    client.post(one, {"act": "paid"})
    assert "booked as paid" in texts(client, one)
    assert Payout.objects.get().paid_at
    assert "$21.00" in texts(client, LIST)
    assert client.post(one, {"act": "eat"}).status_code == 404
    assert client.get(f"{LIST}999/").status_code == 404


def test_refusals_are_said(client, admin, person):
    batch = prepare(admin)
    assert "Nothing is due" in texts(client, client.post(f"{LIST}prepare/")["Location"])
    one = f"{LIST}{batch.pk}/"
    assert client.post(one, {"act": "paid"})["Location"] == one
    assert "cannot be done" in texts(client, one)
    assert client.post(f"{one}export/")["Location"] == one
    client.post(one, {"act": "cancel"})
    assert "given up" in texts(client, one)


def test_people_left_out_are_counted(client, admin, person):
    sell(shared_course(InstructorFactory()), net_minor=3000, days_ago=LONG_AGO)
    one = client.post(f"{LIST}prepare/")["Location"]
    assert "1 person is left out" in texts(client, one)


def test_file_for_the_bank_has_no_live_cell_and_taking_it_is_recorded(client, admin, person):
    save_bank_account(
        user=person, details=BankDetails(holder="\t=cmd", number="0012345678", bank_name="@Bank", country="ID")
    )
    one = client.post(f"{LIST}prepare/")["Location"]
    client.post(one, {"act": "approve"})
    answer = client.post(f"{one}export/")
    (row,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert (row["Person"], row["Holder of the account"], row["Bank"]) == ("'=Sari", "'\t=cmd", "'@Bank")
    assert (row["IBAN or account number"], row["Amount"], row["Currency"]) == ("0012345678", "21.00", "USD")
    assert "no-store" in answer["Cache-Control"]
    act = MoneyAct.objects.latest("pk")
    assert (act.verb, act.actor_id, act.ip) == ("payouts_exported", admin.pk, "127.0.0.1")
    assert client.get(f"{one}export/").status_code == 405


@pytest.mark.parametrize("count", [1, 20])
def test_list_takes_the_same_queries_however_long(client, admin, count):
    for _ in range(count):
        person = InstructorFactory()
        save_account(person)
        sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
        pay(admin)
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert len([query for query in queries if "commerce_payout" in query["sql"]]) == LIST_QUERIES
