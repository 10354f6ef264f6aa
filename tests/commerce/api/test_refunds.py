"""Money back through the API."""

from types import SimpleNamespace

import pytest

from commerce.models import MoneyAct, Refund
from tests.commerce.api.asking import ORDERS, data_of, dollars
from tests.factories.accounts import AdminFactory, ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.commerce import make_order, make_paid_course, paid_order
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    buyer = UserFactory()
    return SimpleNamespace(buyer=buyer, order=paid_order(buyer, make_paid_course(1000), make_paid_course(2000)))


buyer, order = own("buyer"), own("order")


def ask(who, order, **body):
    client = who if hasattr(who, "post") else api_client(who)
    seen = {"seen_refunded_minor": 0} if "lines" in body else {}
    return client.post(f"{ORDERS}{order.number}/refund/", {**seen, **body})


def test_buyer_gives_a_line_back(buyer, order):
    data = data_of(ask(buyer, order, line=2, note="Too much for me."), 201)
    assert (data["state"], data["reason"], data["amount"]) == ("requested", "learner", dollars(2000))
    assert data["lines"] == [{"line": 2, "amount": dollars(2000), "ends_access": True}]
    assert data["id"] == str(Refund.objects.get().key)
    assert_error(ask(buyer, order, line=2), 409, "REFUND_NOTHING")
    told = data_of(api_client(buyer).get(f"{ORDERS}{order.number}/"))
    assert [refund["amount"] for refund in told["refunds"]] == [dollars(2000)]
    assert [right["allowed"] for right in told["returns"]] == [True, False]
    assert not MoneyAct.objects.exists()


def test_sent_twice_under_one_key_it_goes_back_once(buyer, order):
    client = api_client(buyer)
    for _time in range(2):
        answer = client.post(f"{ORDERS}{order.number}/refund/", {"line": 1}, headers={"Idempotency-Key": "a"})
        assert answer.status_code == 201
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"line": 3},
        {"line": 0},
        {"line": 1, "lines": [{"line": 1}]},
        {"line": 1, "amount_minor": 1},
        {"line": 1, "currency": "USD"},
        {"lines": []},
    ],
)
def test_body_that_makes_no_sense_is_refused(buyer, order, body):
    assert_error(ask(buyer, order, **body), 400, "VALIDATION_ERROR")
    assert not Refund.objects.exists()


def test_what_was_not_paid_has_nothing_to_give_back(buyer):
    assert_error(ask(buyer, make_order(buyer), line=1), 409, "REFUND_NOTHING")


def test_amounts_are_for_staff_with_the_right(buyer, order):
    lines = [{"line": 1, "amount_minor": 1}]
    assert_error(ask(buyer, order, lines=lines), 403, "PERMISSION_DENIED")
    assert_error(ask(ModeratorFactory(), order, lines=lines), 404, "NOT_FOUND")
    assert_error(ask(UserFactory(), order, line=1), 404, "NOT_FOUND")
    assert_error(ask(AdminFactory(), order, line=1), 404, "NOT_FOUND")
    assert not Refund.objects.exists()


def test_staff_refund_parts_and_it_is_written_down(order):
    admin = AdminFactory()
    lines = [{"line": 1, "amount_minor": 400}, {"line": 2}]
    data = data_of(ask(admin, order, lines=lines, ends_access=False, note="Sorry!"), 201)
    assert (data["reason"], data["amount"]) == ("staff", dollars(2400))
    assert [(part["line"], part["amount"], part["ends_access"]) for part in data["lines"]] == [
        (1, dollars(400), False),
        (2, dollars(2000), False),
    ]
    refund, act = Refund.objects.get(), MoneyAct.objects.get()
    assert (refund.asked_by, refund.note) == (admin, "Sorry!")
    assert (act.actor_email, act.verb, act.target) == (admin.email, "refund", f"order:{order.number}")
    assert (act.details["refund"], act.details["amount_minor"]) == (refund.pk, 2400)


def test_what_a_colleague_has_refunded_meanwhile_must_be_seen_first(order):
    admin, lines = AdminFactory(), [{"line": 1, "amount_minor": 400}]
    data_of(ask(AdminFactory(), order, lines=lines), 201)
    assert_error(ask(admin, order, lines=lines), 409, "REFUND_CHANGED")
    data_of(ask(admin, order, lines=lines, seen_refunded_minor=400), 201)
    client = api_client(admin)
    unseen = client.post(f"{ORDERS}{order.number}/refund/", {"lines": lines})
    assert assert_error(unseen, 400, "VALIDATION_ERROR").keys() == {"seen_refunded_minor"}


def test_staff_without_the_second_factor_that_money_wants_are_refused(order, settings):
    settings.LMS_MONEY_MFA = "required"
    assert_error(ask(AdminFactory(), order, lines=[{"line": 1}]), 403, "SECOND_FACTOR_MISSING")
    assert not Refund.objects.exists()


@pytest.mark.parametrize(
    ("lines", "status", "code"),
    [
        ([{"line": 1, "amount_minor": 1001}], 409, "REFUND_TOO_MUCH"),
        ([{"line": 1, "amount_minor": 1}, {"line": 1}], 400, "VALIDATION_ERROR"),
        ([{"line": 9}], 400, "VALIDATION_ERROR"),
        ([{"line": 1, "amount_minor": 0}], 400, "VALIDATION_ERROR"),
        ([{"line": 1, "price": 1}], 400, "VALIDATION_ERROR"),
    ],
)
def test_staff_cannot_refund_what_is_not_there(order, lines, status, code):
    assert_error(ask(AdminFactory(), order, lines=lines), status, code)
    assert not MoneyAct.objects.exists()
