"""The last seat of a batch, as it is told: one pays in time, one too late, and nobody loses money or a seat."""

from datetime import timedelta

import pytest
from django.utils import timezone

from classroom.models import BatchMember, WaitlistEntry
from commerce.models import LedgerEntry, OrderStatus, Refund, RefundStatus
from commerce.services.orders import expire_orders
from commerce.services.returns import give_back
from lms_site.models import OutgoingMail, Stock
from tests.factories.accounts import UserFactory
from tests.factories.commerce import begin_payment, make_order, notify, paid_order
from tests.factories.places import sell_places

pytestmark = pytest.mark.django_db(transaction=True)


def balance_of_surplus() -> int:
    """What was received and is owed back to somebody."""
    entries = LedgerEntry.objects.all()
    owed = sum(entry.amount_minor for entry in entries if entry.credit == "unapplied")
    return owed - sum(entry.amount_minor for entry in entries if entry.debit == "unapplied")


def test_late_payer_gets_the_money_back_waits_first_and_has_the_next_seat():
    offer, slow, quick = sell_places(seats=1), UserFactory(), UserFactory()
    order = make_order(slow, offer)
    payment = begin_payment(order)
    expire_orders(now=timezone.now() + timedelta(minutes=16))

    bought = paid_order(quick, offer)
    assert BatchMember.objects.get(left_at=None).user == quick

    notify(payment)
    order.refresh_from_db()
    assert order.status == OrderStatus.EXPIRED
    assert Refund.objects.get(order=order).status == RefundStatus.SETTLED
    assert balance_of_surplus() == 0
    assert OutgoingMail.objects.filter(key=f"missed-seat:{order.pk}").count() == 1

    give_back(line=bought.lines.get())
    entry = WaitlistEntry.objects.get(user=slow)
    assert entry.is_first
    assert entry.claim_until is not None
    assert OutgoingMail.objects.filter(key=f"seat:{entry.pk}").count() == 1
    assert not BatchMember.objects.filter(left_at=None).exists()

    paid_order(slow, offer)
    assert BatchMember.objects.get(left_at=None).user == slow
    assert Stock.objects.get(pk=offer.stock_id).taken == 1
