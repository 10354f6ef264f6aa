"""The result of a checkout, told as it is, also while nobody knows."""

from types import SimpleNamespace

import pytest

from commerce.gateways.base import NoticeKind
from commerce.models import Order, OrderFlag, OrderStatus, ProviderEvent
from commerce.services.flags import flag_order
from commerce.services.looking import look_up_payment
from commerce.services.orders import cancel_order
from tests.commerce.shop_material import address, text_of
from tests.factories.accounts import UserFactory
from tests.factories.commerce import (
    begin_payment,
    make_order,
    make_paid_course,
    make_paid_courses,
    notify,
    paid_order,
    pay,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(order=make_order())


order = own("order")


@pytest.fixture
def waiting(client, order) -> Order:
    """An order that waits to be paid, and whose buyer is signed in."""
    client.force_login(order.user)
    return order


@pytest.fixture
def buyer(client):
    user = UserFactory()
    client.force_login(user)
    return user


def said(client, order: Order) -> str:
    return text_of(client.get(address("result", order)))


def test_waiting_page_asks_again_by_itself(client, waiting):
    begin_payment(waiting)
    page = said(client, waiting)
    assert "We wait for your bank’s word" in page
    assert 'hx-trigger="every 3s"' in page
    assert address("pay", waiting) in page


def test_paid_page_asks_no_more_and_leads_to_the_course(client, buyer):
    course = make_paid_course(title="Weaving")
    order = paid_order(buyer, course)
    page = said(client, order)
    assert "Thank you. It is paid" in page
    assert course.get_url() in page
    assert "hx-trigger" not in page


def test_page_of_an_order_that_ended_says_so(client, waiting):
    cancel_order(user=waiting.user, order=waiting)
    assert "This order has ended" in said(client, waiting)


def test_money_that_was_not_expected_is_looked_at_by_a_person(client, waiting):
    notify(begin_payment(waiting), amount_minor=1)
    page = said(client, waiting)
    assert "Your money has come" in page
    assert "a person looks at it" in page


def test_course_that_could_not_be_opened_is_told_of(client, buyer):
    course = make_paid_course()
    order = make_order(buyer, course, make_paid_course())
    course.unpublish()
    order = pay(order)
    assert order.flags.get().reason == OrderFlag.Reason.CLOSED
    assert "could not be opened at once" in said(client, order)


def test_money_for_what_was_sold_out_is_on_its_way_back(client, waiting):
    payment = begin_payment(waiting)
    flag_order(order=waiting, reason=OrderFlag.Reason.SOLD_OUT, payment=payment)
    assert "on its way back to you" in said(client, waiting)


def test_result_costs_the_same_for_one_course_and_for_twenty(client, buyer, django_assert_num_queries):
    for count in (1, 20):
        order = paid_order(buyer, *make_paid_courses(count))
        said(client, order)
        with django_assert_num_queries(8):
            said(client, order)


# --- Asking the provider -----------------------------------------------------------------------
def test_open_payment_is_looked_up_once_in_a_while(order):
    payment = begin_payment(order)
    assert look_up_payment(payment=payment)
    assert not look_up_payment(payment=payment)
    assert not ProviderEvent.objects.exists()


def test_settled_payment_is_not_looked_up(order):
    order = pay(order)
    assert not look_up_payment(payment=order.payments.get())
    assert order.status == OrderStatus.PAID


def test_payment_of_a_provider_that_is_gone_is_left_alone(settings, order):
    payment = begin_payment(order)
    settings.LMS_SANDBOX_PAYMENTS = False
    assert not look_up_payment(payment=payment)


def test_payment_in_process_is_seen_once(order):
    payment = begin_payment(order)
    notify(payment, NoticeKind.PROCESSING)
    payment.refresh_from_db()
    assert look_up_payment(payment=payment)
    assert ProviderEvent.objects.get(event_id=f"seen:{payment.key}:processing").outcome == ProviderEvent.Outcome.KNOWN
