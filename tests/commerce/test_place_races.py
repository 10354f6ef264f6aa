"""Two hundred buyers at the last seat: one has it, nobody is charged for another. With its control, which oversells."""

import threading

from django.db.models import F

from classroom.models import BatchMember, WaitlistEntry
from classroom.services.waiting import wait_for_seat
from commerce.models import Hold, Order, OrderStatus, Payment
from commerce.services.orders import Billing, cancel_order, place_order
from commerce.services.payments import apply_notice
from lms_site.errors import DomainError
from lms_site.models import Stock
from tests.factories.accounts import make_people
from tests.factories.commerce import begin_payment, fill_cart, make_order, notice, seen_by
from tests.factories.many_orders import fill_carts
from tests.factories.places import sell_places
from tests.threads import RACES, all_at_once

pytestmark = RACES
BUYERS, AT_ONCE = 200, 50


def buyers_of(offer, count: int) -> list[tuple]:
    buyers = make_people(count)
    seen = fill_carts(buyers, offer)
    return [(buyer, seen) for buyer in buyers]


def press_pay(buyers: list[tuple]) -> list:
    """One browser after the other of a thread; each an order or a refusal."""
    found = []
    for buyer, seen in buyers:
        try:
            found.append(place_order(user=buyer, billing=Billing(), seen=seen))
        except DomainError as refusal:
            found.append(refusal)
    return found


def test_two_hundred_buyers_at_the_last_seat_are_one_order():
    offer = sell_places(seats=1)
    buyers = buyers_of(offer, BUYERS)
    answers = all_at_once(press_pay, [buyers[start::AT_ONCE] for start in range(AT_ONCE)])
    refusals = [one for some in answers for one in some if isinstance(one, DomainError)]
    assert len(refusals) == BUYERS - 1
    assert {one.code for one in refusals} <= {"SOLD_OUT", "PRICE_CHANGED"}
    assert Order.objects.count() == Hold.objects.count() == Stock.objects.get(pk=offer.stock_id).taken == 1
    assert not Payment.objects.exists()


def test_control_seats_by_check_then_take_are_oversold():
    offer = sell_places()
    Stock.objects.filter(pk=offer.stock_id).update(capacity=None)
    looked, sold = threading.Barrier(12), []

    def naive(_number):
        if Stock.objects.get(pk=offer.stock_id).taken < 1:
            looked.wait(timeout=30)
            Stock.objects.filter(pk=offer.stock_id).update(taken=F("taken") + 1)
            sold.append(1)

    all_at_once(naive, range(12))
    assert len(sold) == Stock.objects.get(pk=offer.stock_id).taken == 12


def test_paying_cancelling_and_waiting_at_once_never_lose_a_seat():
    offer = sell_places(seats=6)
    orders = [make_order(None, offer) for _number in range(6)]
    told = [notice(begin_payment(order)) for order in orders[:3]]
    for person in make_people(5):
        wait_for_seat(user=person, batch=offer.batch)
    acts = [lambda one=one: apply_notice(gateway="sandbox", notice=one) for one in told]
    acts += [lambda order=order: cancel_order(user=order.user, order=order) for order in orders[3:]]
    results = all_at_once(lambda act: act(), acts)
    assert not [one for one in results if isinstance(one, Exception)]
    seated = BatchMember.objects.filter(left_at=None).count()
    kept = WaitlistEntry.objects.filter(ended_at=None, offered_at__isnull=False).count()
    assert (seated, kept, Stock.objects.get(pk=offer.stock_id).taken) == (3, 3, 6)


def test_changing_orders_between_two_batches_crosswise_ends_without_a_deadlock():
    offers = [sell_places(seats=50), sell_places(seats=50)]
    people = []
    for number in range(12):
        order = make_order(None, offers[number % 2])
        order.user.cart.items.all().delete()
        fill_cart(order.user, offers[1 - number % 2])
        people.append((order.user, seen_by(order.user)))
    results = all_at_once(lambda one: press_pay([one])[0], people)
    assert {order.status for order in results} == {OrderStatus.PENDING}
    assert [Stock.objects.get(pk=offer.stock_id).taken for offer in offers] == [6, 6]
