"""Places in batches, from the cart to the seat and back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from catalog.access import open_enrollments
from catalog.queries.named_courses import course_named
from classroom.models import BatchMember, Joining, JoinSource, WaitlistEntry
from classroom.services.batches import archive_batch, change_batch
from classroom.services.joining import join_batch, leave_batch
from classroom.services.waiting import claim_seat, expire_claims, stop_waiting, wait_for_seat
from commerce.errors import AlreadyOwned, NotAsGift, NotForSale, SoldOut
from commerce.models import Hold, OrderFlag, OrderStatus, Refund
from commerce.services.carts import add_to_cart, open_cart
from commerce.services.orders import cancel_order, expire_orders
from commerce.services.refunds import request_refund, settle_refund
from lms_site.errors import DomainError
from lms_site.models import Stock
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_plan
from tests.factories.commerce import (
    begin_payment,
    fill_cart,
    make_coupon,
    make_order,
    make_paid_course,
    notify,
    paid_order,
    pay,
)
from tests.factories.places import sell_places
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = make_paid_course()
    return SimpleNamespace(
        last_seat=sell_places(course=course, seats=1),
        two_seats=sell_places(course=course, seats=2),
        places=sell_places(course=course),
    )


last_seat, two_seats, places = own("last_seat"), own("two_seats"), own("places")


def course_of(offer):
    return course_named(offer.batch.course_key)


def taken(offer) -> int:
    return Stock.objects.get(pk=offer.stock_id).taken


def refunded(order):
    """The order with all its money back."""
    refund = request_refund(order=order, amounts={line.pk: None for line in order.lines.all()}, reason="staff")
    settle_refund(refund_id=refund.pk)
    return refund


def test_paid_place_is_a_seat_and_the_course():
    offer = sell_places(seats=3)
    order = paid_order(None, offer)
    member = BatchMember.objects.get(batch=offer.batch, left_at=None)
    assert (member.user, member.source) == (order.user, JoinSource.PURCHASE)
    assert (taken(offer), order.holds.get().state) == (1, Hold.State.PASSED)
    assert open_enrollments(order.user, timezone.now()).filter(course_key=offer.batch.course_key).exists()
    assert order.lines.get().title.endswith(f": {offer.batch.name}")


def test_instructors_of_the_course_earn_as_by_the_course_itself():
    order = paid_order(None, sell_places(price_minor=4000))
    assert [row.course_key for row in order.lines.get().courses.all()] == [order.lines.get().offer.batch.course_key]
    assert order.lines.get().courses.get().net_minor == 4000


def test_pay_holds_a_seat_and_not_paying_gives_it_back(last_seat):
    order = make_order(None, last_seat)
    assert taken(last_seat) == 1
    expire_orders(now=order.expires_at + timedelta(seconds=1))
    assert (taken(last_seat), order.holds.get().state) == (0, Hold.State.RELEASED)


def test_last_seat_held_by_somebody_is_refused_to_others_and_offered_the_waitlist(last_seat):
    late = UserFactory()
    fill_cart(late, last_seat)
    make_order(None, last_seat)
    with pytest.raises(DomainError):
        make_order(late, last_seat)
    with pytest.raises(SoldOut):
        add_to_cart(cart=open_cart(user=UserFactory()), offer=type(last_seat).objects.get(pk=last_seat.pk))
    assert wait_for_seat(user=late, batch=last_seat.batch) is not None


def test_seat_that_was_not_paid_goes_to_whoever_waits(last_seat):
    waiting = UserFactory()
    order = make_order(None, last_seat)
    wait_for_seat(user=waiting, batch=last_seat.batch)
    cancel_order(user=order.user, order=order)
    entry = WaitlistEntry.objects.get(user=waiting)
    assert (entry.offered_at is not None, taken(last_seat)) == (True, 1)


def offered_seat(offer):
    """Somebody for whom the waitlist keeps the one seat of the batch."""
    before, person = paid_order(None, offer), UserFactory()
    wait_for_seat(user=person, batch=offer.batch)
    refunded(before)
    return person, WaitlistEntry.objects.get(user=person, ended_at=None)


def test_kept_seat_is_not_free_of_charge(last_seat):
    person, _entry = offered_seat(last_seat)
    with pytest.raises(DomainError) as refusal:
        claim_seat(user=person, batch=last_seat.batch)
    assert refusal.value.code == "JOIN_BY_BUYING"


def test_payment_goes_into_the_kept_seat(last_seat):
    person, entry = offered_seat(last_seat)
    order = make_order(person, last_seat)
    entry.refresh_from_db()
    assert (entry.is_paying, taken(last_seat)) == (True, 1)
    pay(order)
    entry.refresh_from_db()
    assert entry.ended_at is not None
    assert (taken(last_seat), BatchMember.objects.get(user=person).left_at) == (1, None)


def test_kept_seat_that_was_not_paid_is_kept_as_long_as_it_was_offered(last_seat):
    person, entry = offered_seat(last_seat)
    order = make_order(person, last_seat)
    expire_orders(now=order.expires_at)
    entry.refresh_from_db()
    assert (entry.is_paying, entry.ended_at, taken(last_seat)) == (False, None, 1)


def test_offer_that_ends_while_its_seat_is_being_paid_waits_for_the_payment(last_seat):
    person, entry = offered_seat(last_seat)
    next_one = UserFactory()
    wait_for_seat(user=next_one, batch=last_seat.batch)
    make_order(person, last_seat)
    later = entry.claim_until + timedelta(seconds=1)
    assert expire_claims(now=later) == 0
    expire_orders(now=later)
    entry.refresh_from_db()
    assert entry.ended_at is not None
    assert WaitlistEntry.objects.get(user=next_one).offered_at is not None
    assert taken(last_seat) == 1


def test_who_lets_the_seat_go_while_paying_gives_it_away_once(last_seat):
    person, _entry = offered_seat(last_seat)
    order = make_order(person, last_seat)
    stop_waiting(user=person, batch=last_seat.batch)
    assert taken(last_seat) == 1
    cancel_order(user=person, order=order)
    assert taken(last_seat) == 0


def late_payment(offer, rival=None):
    """An order whose hold is gone when its money comes; `rival` buys in between."""
    order = make_order(None, offer)
    payment = begin_payment(order)
    expire_orders(now=order.expires_at)
    if rival is not None:
        paid_order(rival, offer)
    return order, payment


def test_late_money_finds_a_seat_also_when_joining_is_over(last_seat):
    order, payment = late_payment(last_seat)
    plan = make_plan(joining=Joining.PURCHASE, seats=1, joins_until=timezone.now() - timedelta(hours=1))
    change_batch(batch=last_seat.batch, plan=plan)
    notify(payment)
    order.refresh_from_db()
    assert order.status == OrderStatus.PAID
    assert BatchMember.objects.filter(user=order.user, left_at=None).exists()


def test_late_money_without_a_seat_goes_back_and_its_payer_is_first_to_wait(last_seat):
    patient = UserFactory()
    order, payment = late_payment(last_seat, rival=UserFactory())
    wait_for_seat(user=patient, batch=last_seat.batch)
    notify(payment)
    order.refresh_from_db()
    assert order.status == OrderStatus.EXPIRED
    assert Refund.objects.get().amount_minor == order.total_minor
    assert order.flags.get().reason == OrderFlag.Reason.SOLD_OUT
    first = WaitlistEntry.objects.filter(batch=last_seat.batch, ended_at=None).first()
    assert (first.user, first.is_first) == (order.user, True)
    assert taken(last_seat) == 1


def test_late_payer_can_buy_the_seat_that_is_kept_for_them_when_joining_is_over(last_seat):
    rival = UserFactory()
    order, payment = late_payment(last_seat, rival=rival)
    notify(payment)
    plan = make_plan(joining=Joining.PURCHASE, seats=1, joins_until=timezone.now() - timedelta(hours=1))
    change_batch(batch=last_seat.batch, plan=plan)
    refunded(rival.orders.get())
    with pytest.raises(NotForSale):
        add_to_cart(cart=open_cart(user=UserFactory()), offer=last_seat)
    pay(make_order(order.user, last_seat))
    assert BatchMember.objects.filter(user=order.user, left_at=None).exists()


def test_same_notice_twice_puts_the_late_payer_on_the_waitlist_once(last_seat):
    order, payment = late_payment(last_seat, rival=UserFactory())
    notify(payment)
    notify(payment)
    assert WaitlistEntry.objects.filter(user=order.user).count() == Refund.objects.count() == 1


def test_refund_ends_the_place_and_the_seat_goes_on(last_seat):
    waiting = UserFactory()
    order = paid_order(None, last_seat)
    wait_for_seat(user=waiting, batch=last_seat.batch)
    refunded(order)
    assert BatchMember.objects.get(user=order.user).left_at is not None
    assert not open_enrollments(order.user, timezone.now()).filter(is_open=True).exists()
    assert WaitlistEntry.objects.get(user=waiting).offered_at is not None
    assert taken(last_seat) == 1


def test_refund_leaves_a_place_alone_that_was_given_otherwise(two_seats):
    order = paid_order(None, two_seats)
    BatchMember.objects.filter(user=order.user).update(source=JoinSource.STAFF)
    refunded(order)
    assert BatchMember.objects.get(user=order.user).left_at is None
    assert taken(two_seats) == 1


def test_second_refund_of_one_order_does_not_end_the_place_of_another():
    offer = sell_places(seats=2, price_minor=1000)
    first = paid_order(None, offer)
    part = request_refund(order=first, amounts={first.lines.get().pk: 400}, reason="staff")
    settle_refund(refund_id=part.pk)
    paid_order(first.user, offer)
    refunded(first)
    assert BatchMember.objects.get(user=first.user).left_at is None
    assert taken(offer) == 1


def test_closed_batch_flags_the_order_and_its_refund_frees_the_seat(two_seats):
    order = make_order(None, two_seats)
    archive_batch(batch=two_seats.batch)
    order = pay(order)
    assert (order.status, order.flags.get().reason) == (OrderStatus.PAID, OrderFlag.Reason.CLOSED)
    assert taken(two_seats) == 1
    refunded(order)
    assert taken(two_seats) == 0


def test_who_was_put_in_while_paying_keeps_one_seat_and_staff_are_told(two_seats):
    order = make_order(None, two_seats)
    join_batch(user=order.user, batch=two_seats.batch, source=JoinSource.STAFF)
    order = pay(order)
    assert order.flags.get().note == "You are in this batch already."
    refunded(order)
    assert BatchMember.objects.get(user=order.user).left_at is None
    assert taken(two_seats) == 1


def test_member_cannot_buy_a_place_but_who_has_the_course_can(places):
    order = paid_order(None, places)
    with pytest.raises(AlreadyOwned):
        add_to_cart(cart=open_cart(user=order.user), offer=places)
    owner = UserFactory()
    paid_order(owner, course_of(places))
    add_to_cart(cart=open_cart(user=owner), offer=places)


def test_place_is_no_gift():
    with pytest.raises(NotAsGift):
        add_to_cart(cart=open_cart(user=UserFactory()), offer=sell_places(), gift={"gift_email": "a@example.com"})


@pytest.mark.parametrize("joining", [Joining.CODE, Joining.STAFF])
def test_place_is_not_sold_where_people_join_otherwise(joining, places):
    change_batch(batch=places.batch, plan=make_plan(joining=joining))
    with pytest.raises(NotForSale):
        add_to_cart(cart=open_cart(user=UserFactory()), offer=places)


def test_coupon_of_the_course_counts_for_a_place():
    offer = sell_places(price_minor=1000)
    order = make_order(None, offer, coupon=make_coupon(course_of(offer), percent=50))
    assert order.total_minor == 500


def test_free_order_is_seated_at_once(last_seat):
    order = make_order(None, last_seat, coupon=make_coupon(percent=100))
    assert order.status == OrderStatus.PAID
    assert BatchMember.objects.filter(user=order.user, left_at=None).exists()


def test_bought_place_is_not_left_but_given_back(places):
    order = paid_order(None, places)
    with pytest.raises(DomainError) as refusal:
        leave_batch(user=order.user, batch=places.batch)
    assert refusal.value.code == "PAID_PLACE"


def test_courses_and_places_of_one_order_are_all_delivered(places):
    course = make_paid_course()
    order = paid_order(None, course, places)
    assert all(line.fulfilled_at for line in order.lines.all())
    assert BatchMember.objects.filter(user=order.user, left_at=None).exists()
