"""Orders and carts that tests repeat at one stroke are those of the services, row by row."""

import pytest
from django.core.serializers import serialize

from commerce.models import Cart, CartItem, Hold, LineCourse, Order, OrderLine, Payment
from lms_site.models import Stock
from tests.factories.accounts import make_people
from tests.factories.commerce import begin_payment, fill_cart, make_coupon, make_order, make_paid_course, pay, seen_by
from tests.factories.many_orders import fill_carts, repeat_order

pytestmark = pytest.mark.django_db
# Whatever differs between two people who buy the same.
OWN = {"key", "number", "user", "email", "provider_id", "order", "line", "cart"}


def rows_of(*querysets) -> list[dict]:
    """Their values without those of one person and without moments."""
    found = [row for rows in querysets for row in serialize("python", rows.order_by("pk"))]
    return [
        {name: value for name, value in row["fields"].items() if name not in OWN and not name.endswith("_at")}
        for row in found
    ]


def rows_of_cart(user) -> list[dict]:
    return rows_of(Cart.objects.filter(user=user), CartItem.objects.filter(cart__user=user))


def rows_of_order(order) -> list[dict]:
    return rows_of(
        Order.objects.filter(pk=order.pk),
        OrderLine.objects.filter(order=order),
        LineCourse.objects.filter(line__order=order),
        Hold.objects.filter(order=order),
        Payment.objects.filter(order=order),
    )


@pytest.mark.parametrize("is_paid", [False, True])
def test_repeated_order_has_the_rows_of_one_by_the_services(is_paid):
    things, coupon = [make_paid_course(2000), make_paid_course(3000)], make_coupon(capacity=9)
    buyers = make_people(4)
    made = [make_order(buyer, *things, coupon=coupon) for buyer in buyers[:2]]
    for order in made:
        pay(order) if is_paid else begin_payment(order)
    order = Order.objects.get(pk=made[0].pk)
    repeated = repeat_order(order, buyers[2:])
    assert [one.user_id for one in repeated] == [buyer.pk for buyer in buyers[2:]]
    for one in (order, *repeated):
        assert rows_of_order(one) == rows_of_order(made[1])
    assert Stock.objects.get(pk=coupon.stock_id).taken == Hold.objects.count() == 4


def test_carts_filled_at_one_stroke_have_the_rows_of_one_by_the_services():
    things, coupon = [make_paid_course(2000), make_paid_course(3000)], make_coupon()
    alone, *together = make_people(3)
    fill_cart(alone, *things, coupon=coupon)
    seen = fill_carts(together, *things, coupon=coupon)
    for buyer in together:
        assert rows_of_cart(buyer) == rows_of_cart(alone)
        assert seen_by(buyer) == seen == seen_by(alone)
