"""The money line, as it is told: from the cart to the course, whatever dies on the way.

A notice of the provider comes; the order is locked; amount and currency match; it is paid; what was bought
opens; the books are written; then, after the commit, the mails go out. Again and again it is the same.
"""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from catalog.access import standing_in
from catalog.models import Enrollment
from commerce.gateways.base import NoticeKind
from commerce.models import (
    Cart,
    Gift,
    LedgerEntry,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    ProviderEvent,
    RefundStatus,
    Revenue,
)
from commerce.services.orders import expire_orders
from commerce.services.returns import give_back
from lms_site.models import OutgoingMail
from tests.commerce.notifier import receive
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll
from tests.factories.commerce import (
    begin_payment,
    make_coupon,
    make_gift_order,
    make_order,
    make_paid_course,
    make_tax,
    notify,
)

pytestmark = pytest.mark.django_db(transaction=True)


def owns(user, course) -> bool:
    return standing_in(user, course.translation_key).is_open


def balances() -> dict[str, int]:
    """What each kind of account holds: debits less credits."""
    found: dict[str, int] = {}
    for entry in LedgerEntry.objects.all():
        found[entry.debit] = found.get(entry.debit, 0) + entry.amount_minor
        found[entry.credit] = found.get(entry.credit, 0) - entry.amount_minor
    return {account: amount for account, amount in found.items() if amount}


def test_money_comes_courses_open_books_balance_and_back_again():
    make_tax("ID", "11")
    learner, course, other = UserFactory(), make_paid_course(10_000), make_paid_course(5_000)
    order = make_order(learner, course, other, coupon=make_coupon(percent=20), country="ID")
    assert (order.net_minor, order.tax_minor, order.total_minor) == (12_000, 1_320, 13_320)

    notify(begin_payment(order))
    order.refresh_from_db()
    assert order.status == OrderStatus.PAID
    assert owns(learner, course)
    assert not Cart.objects.get(user=learner).items.exists()
    assert balances() == {"provider": 13_320, "tax": -1_320, "platform": -3_600, "instructor": -8_400}
    assert sum(revenue.amount_minor for revenue in Revenue.objects.all()) == 12_000
    assert OutgoingMail.objects.filter(key=f"receipt:{order.pk}").count() == 1

    give_back(line=order.lines.get(position=1))
    order.refresh_from_db()
    assert (order.refunds.get().status, order.status) == (RefundStatus.SETTLED, OrderStatus.PAID)
    assert (owns(learner, course), owns(learner, other)) == (False, True)
    assert balances() == {"provider": 4_440, "tax": -440, "platform": -1_200, "instructor": -2_800}


def test_order_of_nothing_is_delivered_without_a_payment():
    learner, course = UserFactory(), make_paid_course()
    order = make_order(learner, course, coupon=make_coupon(percent=100))
    assert (order.status, owns(learner, course), balances()) == (OrderStatus.PAID, True, {})


def test_gift_is_mailed_when_it_is_paid():
    make_gift_order()
    assert OutgoingMail.objects.get(key__startswith="gift:").to == ["friend@example.com"]
    assert Gift.objects.get().sent_at


def test_abandoned_order_ends_and_its_payment_with_it():
    order = make_order()
    payment = begin_payment(order)
    expire_orders(now=timezone.now() + timedelta(minutes=16))
    payment.refresh_from_db()
    order.refresh_from_db()
    assert (order.status, payment.status) == (OrderStatus.EXPIRED, PaymentStatus.CANCELLED)


@pytest.mark.parametrize(
    "order_of_events", [("paid", "refunded"), ("refunded", "paid"), ("paid", "failed", "refunded")]
)
def test_events_in_any_order_end_in_the_same_state(order_of_events):
    learner, course = UserFactory(), make_paid_course()
    order = make_order(learner, course)
    payment = begin_payment(order)
    tell = {
        "paid": lambda: notify(payment),
        "failed": lambda: notify(payment, NoticeKind.FAILED),
        "refunded": lambda: notify(payment, NoticeKind.REFUNDED, refund_id="re_1", amount_minor=order.total_minor),
    }
    for name in order_of_events:
        tell[name]()
    order.refresh_from_db()
    assert (order.status, owns(learner, course), balances()) == (OrderStatus.REFUNDED, False, {})


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no rows: there is nothing to stop at")
def test_process_killed_in_the_middle_leaves_nothing_and_the_next_notice_does_it_all(site_environment):
    learner, course = UserFactory(), make_paid_course()
    earlier = enroll(learner, course, source="staff")
    Enrollment.objects.filter(pk=earlier.pk).update(is_active=False)
    order = make_order(learner, course)
    begin_payment(order)

    with transaction.atomic():
        # The rival holds the row that fulfilment needs, after order and payment have been written.
        Enrollment.objects.select_for_update().get(pk=earlier.pk)
        process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", RECEIVE], env=site_environment
        )
        wait_until_blocked(process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
    wait_until_gone()
    order.refresh_from_db()
    assert (order.status, Payment.objects.get().status) == (OrderStatus.PENDING, PaymentStatus.STARTED)
    assert not ProviderEvent.objects.exists()
    assert not owns(learner, course)

    assert [receive("evt_1").pk, receive("evt_1").pk] == [ProviderEvent.objects.get().pk] * 2
    assert Order.objects.get().status == OrderStatus.PAID
    assert owns(learner, course)


RECEIVE = "from tests.commerce.notifier import receive; receive('evt_1')"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""


def wait_until_blocked(process) -> None:
    """Until the process waits for our row: asked of the database itself."""
    _wait(WAITING, lambda count: count == 1, process)


def wait_until_gone() -> None:
    """Until the database has noticed that the process is dead."""
    _wait(OTHERS, lambda count: count == 0)


def _wait(question: str, is_answer, process=None) -> None:
    # A question to the database takes its time by itself; a minute of them is more than any process needs.
    until = timezone.now() + timedelta(minutes=1)
    while timezone.now() < until:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_sleep(0.05); {question}")
            if is_answer(cursor.fetchone()[0]):
                return
        assert process is None or process.poll() is None, "The process ended before it was stopped."
    pytest.fail("The database was never as expected.")
