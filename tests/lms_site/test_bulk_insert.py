"""Copies of one pattern row, written by the database from a JSON array."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from lms_site.bulk_insert import VALUE_AS_ID, insert_for_each
from lms_site.models import OutboxEvent, OutgoingMail

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_copies_differ_in_the_named_columns_only():
    pattern = OutboxEvent(name='it\'s 100% "new"', created_at=MOMENT, retry_at=MOMENT, finished=["a"], attempts=3)

    insert_for_each([{"thing": "é 'quoted' \\"}, {"thing": None}], pattern, columns={"payload": "value"})

    first, second = OutboxEvent.objects.order_by("pk")
    assert first.payload == {"thing": "é 'quoted' \\"}
    assert second.payload == {"thing": None}
    for event in (first, second):
        assert (event.name, event.created_at, event.finished) == ('it\'s 100% "new"', MOMENT, ["a"])
        assert (event.not_before, event.attempts, event.delivered_at, event.last_error) == ({}, 3, None, "")


def test_pattern_s_own_value_may_be_part_of_a_column():
    mail = OutgoingMail(key="letter:", to=["sari@example.com"], subject="Wax")

    insert_for_each([10, 9], mail, columns={"key": f"%s || {VALUE_AS_ID}"})

    letters = OutgoingMail.objects.order_by("pk")
    assert [(letter.key, letter.to) for letter in letters] == [
        ("letter:10", ["sari@example.com"]),
        ("letter:9", ["sari@example.com"]),
    ]


def test_columns_asked_for_come_back_in_the_order_of_the_values():
    values = list(range(200, 0, -1))

    rows = insert_for_each(
        values, OutboxEvent(name="x"), columns={"attempts": VALUE_AS_ID}, returning=["id", "attempts"]
    )

    assert [attempts for _id, attempts in rows] == values
    assert [pk for pk, _attempts in rows] == list(OutboxEvent.objects.values_list("pk", flat=True))


def test_copies_can_be_made_from_rows_of_another_table():
    letter = OutgoingMail.objects.create(key="letter", subject="Wax", attempts=60)
    joined = f"JOIN {OutgoingMail._meta.db_table} AS letter ON letter.id = {VALUE_AS_ID}"

    insert_for_each([letter.pk, -1], OutboxEvent(name="x"), columns={"attempts": "letter.attempts"}, joined=joined)

    assert OutboxEvent.objects.get().attempts == 60


def test_no_values_make_no_rows():
    assert insert_for_each([], OutboxEvent(name="x"), columns={"payload": "value"}, returning=["id"]) == []
    assert not OutboxEvent.objects.exists()


def test_one_copy_that_a_constraint_refuses_stops_them_all():
    mail = OutgoingMail(key="letter:", subject="Wax")
    OutgoingMail.objects.create(key="letter:2", subject="Here already")

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_for_each([1, 2, 3], mail, columns={"key": f"%s || {VALUE_AS_ID}"})

    assert OutgoingMail.objects.get().subject == "Here already"


@pytest.mark.parametrize("number", [1, 1000])
def test_any_number_takes_one_statement(django_assert_num_queries, number):
    with django_assert_num_queries(1):
        insert_for_each(range(number), OutboxEvent(name="x"), columns={"attempts": VALUE_AS_ID})

    assert OutboxEvent.objects.count() == number
