"""Paying instructors."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commerce.errors import PayoutRefused
from commerce.models import Account, LedgerEntry, MoneyAct, Payout, PayoutBatch, Revenue, ShopSettings
from commerce.queries.ledger import instructor_balance
from commerce.services.bank import BankDetails, save_bank_account
from commerce.services.payouts import (
    approve_payouts,
    cancel_payouts,
    export_payouts,
    mark_paid,
    prepare_payouts,
)
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory
from tests.factories.payouts import DETAILS, LATER, LONG_AGO, pay, prepare, save_account
from tests.factories.sales import book_back, sell, shared_course
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db):
    return AdminFactory()


@pytest.fixture
def person(db):
    person = InstructorFactory()
    save_account(person)
    return person


def refusal(function, **options) -> str:
    with pytest.raises(PayoutRefused) as caught:
        function(now=timezone.now(), **options)
    return caught.value.code


def test_payouts_go_from_preparing_to_paid(admin, person):
    course = shared_course(person)
    for net in (1000, 3000):
        sell(course, net_minor=net, days_ago=LONG_AGO)
    sell(course, net_minor=500, days_ago=3)  # its holding time is not over
    batch = prepare(admin)
    payout = Payout.objects.get()
    assert (payout.instructor, payout.amount_minor, payout.currency) == (person, 2800, "USD")
    assert payout.bank == "Bank Jago ····7890"
    assert not LedgerEntry.objects.filter(debit=Account.INSTRUCTOR).exists()
    approve_payouts(batch_id=batch.pk, by=admin, now=timezone.now())
    for _ in range(2):
        mark_paid(batch_id=batch.pk, by=admin, now=timezone.now())
    entry = LedgerEntry.objects.get(payout=payout)
    assert (entry.debit, entry.credit, entry.amount_minor, entry.instructor) == ("instructor", "bank", 2800, person)
    assert instructor_balance(person.pk, "USD") == 350
    payout.refresh_from_db()
    assert payout.paid_at
    verbs = MoneyAct.objects.filter(actor_id=admin.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["payouts_prepared", "payouts_approved", "payouts_paid"]
    assert MoneyAct.objects.latest("pk").details == {"sums": {"USD": 2800}}


def test_nothing_is_due_twice(admin, person):
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    prepare(admin)
    assert refusal(prepare_payouts, by=admin) == "PAYOUT_NOTHING_DUE"


def test_currencies_are_paid_apart(admin, person):
    for currency in ("USD", "EUR"):
        sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO, currency=currency)
    prepare(admin)
    assert set(Payout.objects.values_list("currency", "amount_minor")) == {("USD", 2100), ("EUR", 2100)}


def test_less_than_the_least_payout_waits(admin, person):
    sell(shared_course(person), net_minor=1428, days_ago=LONG_AGO)  # 1000 for the instructor
    ShopSettings.objects.update(minimum_payout_minor=1001)
    assert refusal(prepare_payouts, by=admin) == "PAYOUT_NOTHING_DUE"
    ShopSettings.objects.update(minimum_payout_minor=1000)
    assert prepare(admin)


def test_people_without_a_bank_account_are_left_out_and_named(admin, person):
    other = InstructorFactory()
    sell(shared_course(person, other), net_minor=4000, days_ago=LONG_AGO)
    prepared = prepare_payouts(by=admin, now=timezone.now())
    assert [due.instructor_id for due in prepared.without_bank] == [other.pk]
    assert Payout.objects.get().instructor == person
    assert refusal(prepare_payouts, by=admin) == "PAYOUT_NO_BANK"


def test_refund_after_a_payout_is_taken_off_the_next_one(admin, person):
    course = shared_course(person)
    order = sell(course, net_minor=2000, days_ago=LONG_AGO)
    pay(admin)
    book_back(order)
    assert instructor_balance(person.pk, "USD") == -1400
    assert refusal(prepare_payouts, by=admin) == "PAYOUT_NOTHING_DUE"
    sell(course, net_minor=5000, days_ago=LONG_AGO)
    pay(admin)
    assert Payout.objects.latest("pk").amount_minor == 2100
    assert instructor_balance(person.pk, "USD") == 0


def test_cancelled_payouts_are_due_again(admin, person):
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    batch = prepare(admin)
    approve_payouts(batch_id=batch.pk, by=admin, now=timezone.now())
    for _ in range(2):
        cancel_payouts(batch_id=batch.pk, by=admin, now=timezone.now())
    assert not Revenue.objects.filter(payout__isnull=False).exists()
    assert refusal(mark_paid, batch_id=batch.pk, by=admin) == "PAYOUT_STATE"
    assert prepare(admin).payouts.get().amount_minor == 2100


def test_steps_have_their_order(admin, person):
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    batch = prepare(admin)
    assert refusal(mark_paid, batch_id=batch.pk, by=admin) == "PAYOUT_STATE"
    with pytest.raises(PayoutRefused):
        export_payouts(batch_id=batch.pk, by=admin)
    for _ in range(2):
        approve_payouts(batch_id=batch.pk, by=admin, now=timezone.now())
    mark_paid(batch_id=batch.pk, by=admin, now=timezone.now())
    for act in (approve_payouts, cancel_payouts):
        assert refusal(act, batch_id=batch.pk, by=admin) == "PAYOUT_STATE"
    assert refusal(mark_paid, batch_id=batch.pk + 1, by=admin) == "PAYOUT_STATE"


def test_nobody_approves_their_own_payout(admin):
    save_account(admin)
    sell(shared_course(admin), net_minor=3000, days_ago=LONG_AGO)
    batch = prepare(admin)
    assert refusal(approve_payouts, batch_id=batch.pk, by=admin) == "PAYOUT_OWN_APPROVAL"
    assert approve_payouts(batch_id=batch.pk, by=AdminFactory(), now=timezone.now()).status == "approved"


def test_export_has_the_details_and_tells_of_a_changed_account(admin, person):
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    batch = prepare(admin)
    approve_payouts(batch_id=batch.pk, by=admin, now=timezone.now())
    (transfer,) = export_payouts(batch_id=batch.pk, by=admin)
    assert (transfer.details, transfer.is_changed) == (DETAILS, False)
    assert MoneyAct.objects.latest("pk").verb == "payouts_exported"
    other = BankDetails(holder="X", number="99999999", bank_name="Other", country="ID")
    save_bank_account(user=person, details=other, now=timezone.now() + LATER)
    (transfer,) = export_payouts(batch_id=batch.pk, by=admin)
    assert (transfer.details, transfer.is_changed) == (other, True)


def test_only_admins_pay(admin, person):
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    batch, now = prepare(admin), timezone.now()
    for other in (person, ModeratorFactory()):
        for act in (approve_payouts, cancel_payouts, mark_paid):
            with pytest.raises(PermissionDenied):
                act(batch_id=batch.pk, by=other, now=now)
        with pytest.raises(PermissionDenied):
            prepare_payouts(by=other, now=now)
        with pytest.raises(PermissionDenied):
            export_payouts(batch_id=batch.pk, by=other)


@pytest.mark.django_db(transaction=True)
def test_prepared_by_many_at_once_nothing_is_in_two_payouts(admin, person):
    for _ in range(3):
        sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    refused = []

    def work():
        try:
            prepare(admin)
        except PayoutRefused as error:
            refused.append(error.code)

    at_once(work, 4)
    assert PayoutBatch.objects.count() == 1
    assert Payout.objects.get().amount_minor == 6300
    assert refused == ["PAYOUT_NOTHING_DUE"] * 3


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_money_would_go_several_times(admin, person):
    """The control of the test above: a twin that reads without locking, and writes as the service does."""
    sell(shared_course(person), net_minor=3000, days_ago=LONG_AGO)
    all_have_read = threading.Barrier(4)

    def naive():
        due = list(Revenue.objects.filter(payout=None, instructor=person))
        all_have_read.wait()
        amount = sum(revenue.amount_minor for revenue in due)
        payout = Payout.objects.create(
            batch=PayoutBatch.objects.create(), instructor=person, currency="USD", amount_minor=amount
        )
        Revenue.objects.filter(pk__in=[revenue.pk for revenue in due]).update(payout=payout)

    at_once(naive, 4)
    assert [payout.amount_minor for payout in Payout.objects.all()] == [2100] * 4
