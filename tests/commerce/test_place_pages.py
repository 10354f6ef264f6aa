"""Batches on sale, on pages: the course's, the door's, the cart's, the teacher's."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from catalog.models import CourseSummary
from classroom.models import BatchMember, Joining, JoinSource, WaitlistEntry, WeeklySlot
from classroom.services.batches import archive_batch
from classroom.services.shown import show_all_batches
from classroom.services.waiting import wait_for_seat
from commerce.models import CartItem, MoneyAct, Offer
from commerce.services.orders import expire_orders
from commerce.tasks.orders import tell_of_missed_seat
from lms_site.models import OutgoingMail
from tests.factories.accounts import InstructorFactory, UserFactory, make_people
from tests.factories.catalog import CategoryFactory, make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.commerce import begin_payment, fill_cart, make_order, make_paid_course, notify, paid_order
from tests.factories.many_orders import repeat_order
from tests.factories.places import sell_places
from tests.sharing import own

pytestmark = pytest.mark.django_db
PRICE_QUERIES, DOOR_QUERIES = 8, 10


@pytest.fixture(scope="module")
def made(made_once):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return SimpleNamespace(course=make_paid_course(title="Weaving"))


course = own("course")


def sell_place(course, **plan) -> Offer:
    """A place in a new batch of the course, taught by its author."""
    return sell_places(course=course, teacher=course.owner, **plan)


def page_of(client, course) -> str:
    cache.clear()
    return client.get(type(course).objects.get(pk=course.pk).get_url()).content.decode()


def door(batch) -> str:
    return reverse("classroom:batch", args=[batch.pk])


# --- The course's page -------------------------------------------------------------------------
def test_course_page_lists_batches_with_dates_times_price_and_a_button(client, course):
    offer = sell_place(course, name="Evenings", seats=4, price_minor=3000)
    WeeklySlot.objects.create(batch=offer.batch, weekday=3, begins="19:00", minutes=90, title="Meeting")
    shown = page_of(client, course)
    assert "Evenings" in shown
    assert "Thursday 7 p.m.–8:30 p.m." in shown
    assert "4 seats are left." in shown
    assert "$30.00" in shown
    assert reverse("commerce:add", args=[offer.pk]) in shown


def test_course_page_leads_full_batches_to_the_waitlist_and_free_ones_to_the_door(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        free = make_course(modules=0)
    open_one, full = make_batch(free, name="Open one"), make_batch(free, name="Full one", seats=1)
    seat(full)
    shown = page_of(client, free)
    assert "Wait for a seat" in shown
    assert "Free" in shown
    assert f'href="{door(open_one)}"' in shown


@pytest.mark.parametrize("joining", [Joining.CODE, Joining.STAFF])
def test_course_page_does_not_name_batches_that_are_not_for_everybody(client, course, joining):
    make_batch(course, name="Class of 7B", joining=joining)
    assert "Class of 7B" not in page_of(client, course)


def test_batch_without_a_price_is_not_on_sale_yet(client, course):
    make_batch(course, name="Soon", joining=Joining.PURCHASE)
    assert "Not on sale yet" in page_of(client, course)


def test_course_page_forgets_a_batch_that_was_archived(client, course):
    offer = sell_place(course, name="Evenings")
    assert "Evenings" in page_of(client, course)
    archive_batch(batch=offer.batch)
    url = type(course).objects.get(pk=course.pk).get_url()
    assert "Evenings" not in client.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_cold_course_page_takes_two_queries_more_for_any_number_of_batches(
    client, count, settings, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(modules=3, lessons=3, category=CategoryFactory())
    for _number in range(count):
        sell_places(make_batch(course, joining=Joining.PURCHASE))
    cache.clear()
    url = type(course).objects.get(pk=course.pk).get_url()
    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200


# --- Cards -------------------------------------------------------------------------------------
def test_card_says_when_the_next_batch_starts_and_forgets_it_when_it_has(client, course):
    first = timezone.now().date() + timedelta(days=5)
    make_batch(course, joining=Joining.PURCHASE, starts_on=first, ends_on=first + timedelta(days=9))
    card = CourseSummary.objects.get(course=course)
    assert (card.next_batch_on, card.open_batch_count) == (first, 1)
    assert f"Starts {first.day} {first:%B}" in client.get("/courses/").content.decode()
    assert "Open batches" in client.get("/").content.decode()
    assert show_all_batches() == 0
    assert show_all_batches(now=timezone.now() + timedelta(days=7)) == 1
    card.refresh_from_db()
    assert (card.next_batch_on, card.open_batch_count) == (None, 1)
    show_all_batches(now=timezone.now() + timedelta(days=30))
    card.refresh_from_db()
    assert card.open_batch_count == 0


# --- The door ----------------------------------------------------------------------------------
def test_door_sells_a_place_straight_into_the_cart(client, course):
    offer, person = sell_place(course, seats=2, price_minor=3000), UserFactory()
    client.force_login(person)
    shown = client.get(door(offer.batch)).content.decode()
    add = reverse("commerce:add", args=[offer.pk])
    assert f'formaction="{add}"' in shown
    assert "$30.00" in shown
    assert client.post(add, {"do": "x"})["Location"] == "/cart/"
    assert CartItem.objects.get().offer == offer
    assert offer.batch.name in client.get("/cart/").content.decode()


def test_door_of_a_full_batch_offers_the_waitlist_and_its_kept_seat_the_checkout(client, course):
    offer, person = sell_place(course, seats=1), UserFactory()
    order = make_order(None, offer)
    client.force_login(person)
    assert "Wait for a seat" in client.get(door(offer.batch)).content.decode()
    client.post(door(offer.batch), {"do": "wait"})
    expire_orders(now=order.expires_at)
    shown = client.get(door(offer.batch)).content.decode()
    assert "Take the seat" in shown
    assert reverse("commerce:add", args=[offer.pk]) in shown
    answer = client.post(door(offer.batch), {"do": "claim"}, follow=True)
    assert "Places in this batch are bought." in answer.content.decode()
    assert not BatchMember.objects.exists()


def test_door_leads_whoever_is_paying_on(client, course):
    offer = sell_place(course, seats=1)
    order = make_order(None, offer)
    client.force_login(order.user)
    assert "Go on with the payment" in client.get(door(offer.batch)).content.decode()


def test_joining_without_paying_is_refused(client, course):
    offer = sell_place(course)
    client.force_login(UserFactory())
    client.post(door(offer.batch), {"do": "join"})
    assert not BatchMember.objects.exists()


# --- The cart ----------------------------------------------------------------------------------
def test_cart_with_a_place_that_is_gone_offers_the_waitlist_with_one_button(client, course):
    offer, person = sell_place(course, seats=1), UserFactory()
    fill_cart(person, offer)
    make_order(None, offer)
    client.force_login(person)
    shown = client.get("/cart/").content.decode()
    assert "Somebody else has taken the last seat. You have not been charged." in shown
    assert f'action="{door(offer.batch)}"' in shown
    client.post(door(offer.batch), {"do": "wait"})
    assert WaitlistEntry.objects.filter(user=person).exists()


def test_place_in_the_cart_is_not_made_a_gift(client, course):
    offer, person = sell_place(course), UserFactory()
    fill_cart(person, offer)
    client.force_login(person)
    assert "Make it a gift" not in client.get("/cart/").content.decode()


def test_result_of_the_checkout_leads_to_the_batch(client, course):
    offer = sell_place(course)
    order = paid_order(None, offer)
    client.force_login(order.user)
    assert f'href="{door(offer.batch)}"' in client.get(reverse("commerce:result", args=[order.key])).content.decode()


# --- Mail --------------------------------------------------------------------------------------
def test_late_payer_is_told_once_that_the_money_goes_back_and_they_wait_first(course):
    offer = sell_place(course, seats=1, name="Evenings")
    order = make_order(None, offer)
    payment = begin_payment(order)
    expire_orders(now=order.expires_at)
    paid_order(None, offer)
    notify(payment)
    for _time in range(2):
        tell_of_missed_seat(flag_id=order.flags.get().pk)
    mail = OutgoingMail.objects.get(key=f"missed-seat:{order.pk}")
    assert mail.to == [order.email]
    assert "Evenings" in mail.text
    assert "first on the waitlist" in mail.text


# --- The teacher's page ------------------------------------------------------------------------
def price_url(batch) -> str:
    return reverse("commerce:batch_price", args=[batch.pk])


def test_teacher_prices_the_batch_and_with_that_opens_it_to_buyers(client, course):
    teacher = InstructorFactory()
    batch = make_batch(course, teacher=teacher, joining=Joining.CODE)
    client.force_login(teacher)
    assert "Places in this batch are not sold." in client.get(price_url(batch)).content.decode()
    form = {"price_minor": "45.50", "currency": "USD", "is_active": "on"}
    assert client.post(price_url(batch), form)["Location"] == price_url(batch)
    batch.refresh_from_db()
    assert (batch.joining, batch.offer.price_minor, batch.offer.stock_id) == (Joining.PURCHASE, 4550, batch.stock_id)
    assert MoneyAct.objects.get().verb == "offer.create"
    assert "Places are on sale for $45.50." in client.get(price_url(batch)).content.decode()
    client.post(price_url(batch), form)
    assert MoneyAct.objects.count() == 1
    client.post(price_url(batch), {"price_minor": "45.50", "currency": "USD"})
    assert "Places are not on sale at the moment." in client.get(price_url(batch)).content.decode()


@pytest.mark.parametrize("form", [{"price_minor": "0", "currency": "USD"}, {"price_minor": "5", "currency": "CHF"}, {}])
def test_price_that_makes_no_sense_is_refused(client, course, form):
    batch = make_batch(course, joining=Joining.CODE)
    client.force_login(batch.created_by)
    assert client.post(price_url(batch), form).status_code == 422
    assert not Offer.objects.exists()


@pytest.mark.parametrize("role", ["learner", "stranger", "other teacher"])
def test_price_is_for_those_who_teach_the_batch(client, role, course):
    offer = sell_place(course)
    person = {"learner": UserFactory, "stranger": UserFactory, "other teacher": InstructorFactory}[role]()
    if role == "learner":
        seat(offer.batch, person)
    client.force_login(person)
    assert client.get(price_url(offer.batch)).status_code == 403
    assert client.post(price_url(offer.batch), {"price_minor": "1", "currency": "USD"}).status_code == 403


def test_archived_batch_keeps_its_price(client, course):
    offer = sell_place(course)
    archive_batch(batch=offer.batch)
    client.force_login(offer.batch.created_by)
    answer = client.post(price_url(offer.batch), {"price_minor": "1", "currency": "USD", "is_active": "on"})
    assert answer.status_code == 422
    offer.refresh_from_db()
    assert offer.price_minor == 3000


def test_waiting_person_keeps_the_place_in_line(client, course):
    offer, person = sell_place(course, seats=1), UserFactory()
    make_order(None, offer)
    entry = wait_for_seat(user=person, batch=offer.batch)
    assert wait_for_seat(user=person, batch=offer.batch) == entry


@pytest.mark.parametrize("count", [1, 20])
def test_rooms_of_a_sold_batch_cost_the_same_queries_for_any_number(client, count, django_assert_num_queries, course):
    offer = sell_place(course, price_minor=3000)
    first = paid_order(None, offer)
    others = make_people(count - 1)
    repeat_order(first, others)
    BatchMember.objects.bulk_create(
        BatchMember(batch=offer.batch, user=buyer, source=JoinSource.PURCHASE) for buyer in others
    )
    client.force_login(offer.batch.created_by)
    client.get(price_url(offer.batch))
    with django_assert_num_queries(PRICE_QUERIES):
        client.get(price_url(offer.batch))
    client.force_login(UserFactory())
    client.get(door(offer.batch))
    with django_assert_num_queries(DOOR_QUERIES):
        client.get(door(offer.batch))
