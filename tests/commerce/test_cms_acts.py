"""The log of acts with money: listed, taken away, and kept by the database itself as it was written."""

import csv
from io import StringIO
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from commerce.models import Account, LedgerEntry, MoneyAct
from commerce.services.audit import record_act
from tests.factories.accounts import AdminFactory

pytestmark = pytest.mark.django_db
ACTS = "/cms/shop/acts/"
LIST_QUERIES = 11


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(admin=AdminFactory(email="boss@example.com"))


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def an_act(admin, verb="refund", **details) -> MoneyAct:
    return record_act(actor=admin, verb=verb, target="order:26-AAAA-BBBB", details=details)


def an_entry(_admin) -> LedgerEntry:
    return LedgerEntry.objects.create(
        key="one",
        debit=Account.PROVIDER,
        credit=Account.PLATFORM,
        amount_minor=100,
        currency="USD",
        booked_at=timezone.now(),
    )


def by_instance(row, field: str, value) -> None:
    setattr(row, field, value)
    row.save()


def by_queryset(row, field: str, value) -> None:
    type(row).objects.filter(pk=row.pk).update(**{field: value})


def by_raw_update(row, field: str, value) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {field} = %s WHERE id = %s", [value, row.pk])


def delete_by_instance(row, _field: str, _value) -> None:
    row.delete()


def delete_by_queryset(row, _field: str, _value) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def delete_by_raw(row, _field: str, _value) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


WAYS = [by_instance, by_queryset, by_raw_update, delete_by_instance, delete_by_queryset, delete_by_raw]


@pytest.mark.parametrize("change", WAYS)
@pytest.mark.parametrize(("make", "field", "value"), [(an_act, "verb", "nothing"), (an_entry, "amount_minor", 1)])
def test_database_refuses_to_change_and_to_delete_a_row(admin, change, make, field, value):
    row = make(admin)
    before = type(row).objects.filter(pk=row.pk).values().get()
    with pytest.raises(DatabaseError, match="are added, never changed"), transaction.atomic():
        change(row, field, value)
    assert type(row).objects.filter(pk=before["id"]).values().get() == before


def test_list_shows_who_did_what_to_what(client, admin):
    an_act(admin, amount_minor=500)
    page = client.get(ACTS).content.decode()
    for part in ("boss@example.com", "Refunded", "order:26-AAAA-BBBB", "amount_minor: 500"):
        assert part in page


def test_list_costs_the_same_queries_at_one_and_at_twenty(client, admin, django_assert_num_queries):
    an_act(admin)
    client.get(ACTS)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(ACTS)
    for _number in range(19):
        an_act(admin)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get(ACTS).context["object_list"]) == 20


def test_acts_are_filtered_and_taken_away(client, admin):
    an_act(admin)
    an_act(admin, verb="coupon.create", name="=1+1")
    query = "verb=coupon.create&who=BOSS"
    assert [act.verb for act in client.get(f"{ACTS}?{query}").context["object_list"]] == ["coupon.create"]
    table = client.get(f"{ACTS}?{query}&export=csv")
    rows = list(csv.DictReader(StringIO(b"".join(table.streaming_content).decode())))
    assert [row["Details"] for row in rows] == ["name: =1+1"]
