"""Carts: what may go in, what it comes to, and what happens when the world changes meanwhile."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from commerce.errors import AlreadyOwned, CartFull, NotForSale, OtherCurrency, OwnGift, SoldOut
from commerce.goods import Problem
from commerce.models import Cart, CartItem
from commerce.queries.cart import find_cart, quote_cart
from commerce.services import carts
from commerce.services.carts import add_to_cart, drop_old_carts, merge_carts, open_cart, remove_from_cart
from lms_site.models import Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, make_path
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_offer,
    make_paid_course,
    offer_path,
    put_on_sale,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


def test_person_has_one_cart_however_often_it_is_opened():
    learner = UserFactory()
    assert open_cart(user=learner).pk == open_cart(user=learner).pk
    assert open_cart().pk != open_cart().pk


def test_visitor_finds_the_cart_again_by_its_key_alone(course, other):
    cart = fill_cart(None, course)
    assert open_cart(key=cart.key).pk == cart.pk
    assert find_cart(key="0e0e0e0e-0000-4000-8000-000000000000") is None
    owned = fill_cart(UserFactory(), other)
    assert find_cart(key=owned.key) is None  # a person's cart is nobody's by its key


def test_same_thing_twice_is_there_once(course):
    learner = UserFactory()
    fill_cart(learner, course, course)
    assert CartItem.objects.count() == 1


def test_price_is_the_servers_and_the_sale_counts_while_it_lasts(course):
    offer = put_on_sale(course, 1200)
    cart = fill_cart(UserFactory(), course)
    line = quote_cart(cart).lines[0]
    assert (line.goods.list_minor, line.goods.price_minor, line.taxed.total_minor) == (2000, 1200, 1200)
    later = quote_cart(cart, now=offer.sale_until)
    assert (later.total_minor, later.lines[0].has_changed) == (2000, True)


def test_sale_that_is_not_cheaper_does_not_count():
    course = make_paid_course(1000)
    put_on_sale(course, 1500)
    assert quote_cart(fill_cart(UserFactory(), course)).total_minor == 1000


def test_what_is_free_unpublished_or_switched_off_is_not_for_sale(course):
    cart = open_cart(user=UserFactory())
    offer = make_offer(course)
    course.unpublish()
    for one in (make_offer(make_paid_course(0)), offer, make_offer(make_paid_course(), is_active=False)):
        with pytest.raises(NotForSale):
            add_to_cart(cart=cart, offer=one)


def test_what_is_owned_is_refused_but_may_be_given_away(course):
    learner = UserFactory()
    enroll(learner, course, source="staff")
    cart, offer = open_cart(user=learner), make_offer(course)
    with pytest.raises(AlreadyOwned):
        add_to_cart(cart=cart, offer=offer)
    add_to_cart(cart=cart, offer=offer, gift={"gift_email": "friend@example.com"})
    assert quote_cart(find_cart(user=learner)).total_minor == 2000


def test_gift_to_oneself_is_refused(course):
    learner = UserFactory()
    with pytest.raises(OwnGift):
        add_to_cart(
            cart=open_cart(user=learner),
            offer=make_offer(course),
            gift={"gift_email": f" {learner.email.upper()}"},
        )


def test_bundle_of_which_one_course_is_owned_can_be_bought_one_of_which_all_are_cannot(course, other):
    learner = UserFactory()
    enroll(learner, course, source="staff")
    bundle, cart = make_bundle(course, other), open_cart(user=learner)
    add_to_cart(cart=cart, offer=bundle)
    enroll(learner, other, source="staff")
    assert [refused.problem for refused in quote_cart(cart).refused] == [Problem.OWNED]


def test_bundle_with_a_course_that_is_closed_is_not_for_sale(course, other):
    cart = fill_cart(UserFactory(), make_bundle(course, other), offer_path(make_path(course, other)))
    other.unpublish()
    quote = quote_cart(cart)
    assert {refused.problem for refused in quote.refused} == {Problem.CLOSED}
    assert (quote.lines, quote.total_minor) == ((), 0)


def test_second_currency_waits_for_another_cart(course):
    cart = fill_cart(UserFactory(), course)
    rupiah = make_offer(make_paid_course(15_000_000, "IDR"))
    with pytest.raises(OtherCurrency):
        add_to_cart(cart=cart, offer=rupiah)
    carts.remove_from_cart(cart=cart, item_ids=[cart.items.get().pk])
    add_to_cart(cart=cart, offer=rupiah)
    assert quote_cart(find_cart(user=cart.user)).currency == "IDR"


def test_cart_is_full_at_fifty_things(monkeypatch, course):
    learner = UserFactory()
    cart = fill_cart(learner, course)
    have = CartItem.objects.get()
    bundles = [make_bundle(make_paid_course()) for _number in range(2)]
    monkeypatch.setattr(carts, "MOST_ITEMS", 2)
    add_to_cart(cart=cart, offer=bundles[0])
    with pytest.raises(CartFull):
        add_to_cart(cart=cart, offer=bundles[1])
    add_to_cart(cart=cart, offer=have.offer)  # what is there already may change


def test_sold_out_is_said_when_adding_and_in_the_cart(course):
    stock = Stock.objects.create(name="Seats", capacity=1)
    offer = make_offer(course, stock=stock)
    cart = fill_cart(UserFactory(), offer)
    Stock.objects.update(taken=1)
    assert [refused.problem for refused in quote_cart(cart).refused] == [Problem.SOLD_OUT]
    with pytest.raises(SoldOut):
        fill_cart(UserFactory(), make_offer(course))


def test_carts_join_when_a_visitor_signs_in(other):
    learner, both, theirs = UserFactory(), make_paid_course(), make_paid_course()
    coupon = make_coupon()
    fill_cart(learner, other, both)
    guest = fill_cart(None, both, theirs, coupon=coupon)
    merge_carts(user=learner, key=guest.key)
    cart = Cart.objects.get()
    assert (cart.user, cart.coupon) == (learner, coupon)
    assert {item.offer.course_key for item in cart.items.all()} == {
        course.translation_key for course in (other, both, theirs)
    }
    merge_carts(user=learner, key=guest.key)  # once more is nothing


def test_things_in_another_currency_do_not_join(course):
    learner = UserFactory()
    fill_cart(learner, course)
    guest = fill_cart(None, make_paid_course(15_000_000, "IDR"))
    merge_carts(user=learner, key=guest.key)
    assert Cart.objects.get().items.count() == 1


def test_removing_touches_ones_own_cart_alone():
    mine, theirs = (fill_cart(UserFactory(), make_paid_course()) for _number in range(2))
    assert remove_from_cart(cart=mine, item_ids=[theirs.items.get().pk]) == 0
    assert theirs.items.exists()


def test_carts_of_visitors_are_forgotten_after_a_while(course, other):
    old, mine = fill_cart(None, course), fill_cart(UserFactory(), other)
    assert drop_old_carts(before=timezone.now() - timedelta(days=1)) == 0
    assert drop_old_carts(before=timezone.now() + timedelta(days=1)) == 1
    assert Cart.objects.get() == mine
    assert not CartItem.objects.filter(cart_id=old.pk).exists()


@pytest.mark.parametrize("number", [1, 20])
def test_cart_of_any_size_is_priced_in_few_queries(number, django_assert_num_queries, course):
    learner = UserFactory()
    fill_cart(learner, course, *[make_bundle(course) for _more in range(number - 1)])
    # Cart, items, courses, what is owned; from the second on the courses of bundles.
    with django_assert_num_queries(4 if number == 1 else 5):
        assert len(quote_cart(find_cart(user=learner)).lines) == number
