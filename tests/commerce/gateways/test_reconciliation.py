"""Our payments beside Stripe's list: every difference is found once, missed notices are made up for."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from commerce.gateways.base import ChargeState, MoneyBack
from commerce.models import Order, OrderStatus, Payment, PaymentStatus, ReconciliationRun, Refund
from commerce.models.reconciliation import ReconciliationDifference
from commerce.services.payments import apply_notice, start_payment
from commerce.services.reconciliation import compare, reconcile, reconcile_yesterday, request_reconciliation
from commerce.services.refunds import request_refund_of_payment
from commerce.tasks.reconciliation import reconcile_yesterday as nightly
from lms_site.models import OutboxEvent
from tests.factories.commerce import make_order
from tests.sharing import own

pytestmark = pytest.mark.django_db
Kind = ReconciliationDifference.Kind
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(order=make_order())


order = own("order")


@pytest.fixture
def begin(gateway, order):
    """A payment of an order of 20 dollars, begun at Stripe; the first is of `order`."""
    waiting = [order]
    return lambda: start_payment(order=waiting.pop() if waiting else make_order(), gateway=gateway)[0]


@pytest.fixture
def tell(fake, gateway):
    """Delivers the newest event of a type, as the webhook would."""

    def deliver(name="payment_intent.succeeded"):
        notice = gateway.parse(*fake.delivery.signed(fake.delivery.named(name)))
        return apply_notice(gateway="stripe", notice=notice)

    return deliver


@pytest.fixture
def paid(fake, begin, tell):
    """A payment that was made, and that we were told of."""

    def make():
        payment = begin()
        fake.pay(payment.provider_id)
        tell()
        payment.refresh_from_db()
        return payment

    return make


@pytest.fixture
def run(gateway):
    """Compares the last two hours."""

    def do() -> ReconciliationRun:
        now = timezone.now()
        return reconcile(gateway=gateway, since=now - HOUR, until=now + HOUR)

    return do


def found(run: ReconciliationRun) -> list[tuple[str, str, str, bool]]:
    return list(run.differences.values_list("kind", "ours", "theirs", "is_mended"))


def test_where_both_agree_nothing_is_written(fake, begin, paid, run):
    paid()
    begin()
    fake.pay(begin().provider_id, "pm_usBankAccount_processing")
    fake.foreign_payment()

    done = run()

    assert found(done) == []
    assert (done.compared_count, done.failure, done.finished_at is not None) == (4, "", True)


def test_success_that_we_were_not_told_of_is_made_up_for(fake, begin, run):
    payment = begin()
    fake.pay(payment.provider_id)

    done = run()

    assert found(done) == [(Kind.MISSED_SUCCESS, "", "20.00 USD", True)]
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.ACCEPTED
    assert Order.objects.get().status == OrderStatus.PAID
    assert payment.events.get().event_id == f"reconciliation:{done.pk}:{payment.provider_id}"
    assert found(run()) == []


def test_its_notice_may_still_come_and_changes_nothing(fake, begin, run, tell):
    payment = begin()
    fake.pay(payment.provider_id)
    run()

    assert tell().outcome == "known"
    assert OutboxEvent.objects.filter(name="commerce.events.OrderPaid").count() == 1


def test_a_payment_whose_start_was_never_answered_is_found_by_its_key(fake, begin, run):
    payment = begin()
    fake.pay(payment.provider_id)
    Payment.objects.update(provider_id="")

    assert found(run()) == [(Kind.MISSED_SUCCESS, "", "20.00 USD", True)]
    payment.refresh_from_db()
    assert (payment.status, payment.provider_id != "") == (PaymentStatus.ACCEPTED, True)


def test_a_payment_that_was_cancelled_there_no_longer_blocks_its_buyer(gateway, fake, begin, run):
    payment = begin()
    gateway.cancel(payment.provider_id)

    assert found(run()) == [(Kind.MISSED_FAILURE, "", "", True)]
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.CANCELLED


def test_money_from_a_slow_bank_is_found_weeks_after_the_payment_was_begun(fake, begin, run, tell):
    payment = begin()
    fake.pay(payment.provider_id, "pm_usBankAccount_processing")
    tell("payment_intent.processing")
    Payment.objects.update(created_at=timezone.now() - 13 * DAY)
    fake.store.intents[payment.provider_id]["created"] -= 13 * 86_400
    fake.arrive(payment.provider_id)

    assert found(run()) == [(Kind.MISSED_SUCCESS, "", "20.00 USD", True)]
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.ACCEPTED


@pytest.mark.parametrize("gone", [True, False])
def test_what_is_paid_here_alone_is_reported(fake, paid, run, gone):
    payment = paid()
    if gone:
        del fake.store.intents[payment.provider_id]
    else:
        fake.store.intents[payment.provider_id]["status"] = "requires_payment_method"

    assert found(run()) == [(Kind.NOT_THERE, "20.00 USD", "", False)]
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.ACCEPTED


def test_other_amounts_are_reported(fake, paid, run):
    fake.store.intents[paid().provider_id]["amount_received"] = 1999

    assert found(run()) == [(Kind.AMOUNT, "20.00 USD", "19.99 USD", False)]


def test_refunds_that_we_do_not_know_of_are_reported(fake, paid, run):
    fake.refund_by_hand(paid().provider_id, amount=500)

    assert found(run()) == [(Kind.REFUNDED, "0.00 USD", "5.00 USD", False)]


def test_a_refund_that_has_not_been_sent_yet_is_no_difference(gateway, paid, run):
    payment = paid()
    Payment.objects.update(status=PaymentStatus.SURPLUS)
    refund = request_refund_of_payment(payment=payment)
    assert found(run()) == []

    money = MoneyBack(key=refund.key, provider_id=payment.provider_id, amount_minor=2000, currency="USD")
    Refund.objects.update(provider_id=gateway.give_back(money).provider_id)

    assert found(run()) == []


def test_payments_of_others_are_reported_when_they_were_made(fake, run):
    fake.pay(fake.foreign_payment(amount=4200)["id"])

    assert found(run()) == [(Kind.UNKNOWN, "", "42.00 USD", False)]


def test_payments_of_another_day_belong_to_its_own_comparison(fake, gateway, begin):
    payment = begin()
    fake.pay(payment.provider_id)
    # Begun just before midnight here, just after it there.
    midnight = payment.created_at + timedelta(milliseconds=1)
    fake.store.intents[payment.provider_id]["created"] += 2

    later = reconcile(gateway=gateway, since=midnight, until=midnight + DAY)
    earlier = reconcile(gateway=gateway, since=midnight - DAY, until=midnight)

    assert found(later) == []
    assert (later.compared_count, earlier.compared_count) == (0, 1)
    assert found(earlier) == [(Kind.MISSED_SUCCESS, "", "20.00 USD", True)]


def test_what_settles_while_lists_are_read_is_no_difference(fake, gateway, begin, tell):
    payment = begin()
    fake.pay(payment.provider_id)

    class Meanwhile(type(gateway)):
        """The notice arrives between Stripe's list and ours; and there, too, things move on."""

        def payments(self, since, until):
            yield from super().payments(since, until)
            tell()

    now = timezone.now()
    assert found(reconcile(gateway=Meanwhile(), since=now - HOUR, until=now + HOUR)) == []


def test_a_list_that_was_read_too_early_is_looked_at_again(fake, gateway, begin, tell):
    payment = begin()

    class Early(type(gateway)):
        """Paid, and told, after Stripe has made its list."""

        def payments(self, since, until):
            listed = list(super().payments(since, until))
            fake.pay(payment.provider_id)
            tell()
            yield from listed

    now = timezone.now()
    done = reconcile(gateway=Early(), since=now - HOUR, until=now + HOUR)

    assert found(done) == []
    assert gateway.look_up(payment.provider_id).state == ChargeState.SUCCEEDED


# --- Runs ------------------------------------------------------------------------------------
def test_a_provider_that_is_away_leaves_a_run_that_says_so_and_is_tried_again(fake, gateway):
    now = timezone.now()
    times = {"since": now - DAY, "until": now}
    fake.faults.add("status", times=9, headers={"Stripe-Should-Retry": "false"})
    failed = reconcile(gateway=gateway, **times)
    assert (failed.failure, failed.finished_at is not None) == ("GatewayUnavailable", True)
    fake.faults.clear()

    done = reconcile(gateway=gateway, **times)

    assert (done.failure, done.pk != failed.pk) == ("", True)
    assert reconcile(gateway=gateway, **times) == done


def test_a_provider_that_goes_away_in_the_middle_leaves_what_was_found(fake, gateway, begin):
    for _number in range(2):
        fake.pay(begin().provider_id)
    now = timezone.now()
    fake.faults.add("status", "GET", f"/v1/payment_intents/{Payment.objects.latest('pk').provider_id}", times=9)

    done = reconcile(gateway=gateway, since=now - HOUR, until=now + HOUR)

    assert done.failure == "GatewayUnavailable"
    assert set(found(done)) <= {(Kind.MISSED_SUCCESS, "", "20.00 USD", True)}


def test_an_interrupted_run_is_done_again_after_an_hour(fake, gateway):
    now = timezone.now()
    times = {"since": now - DAY, "until": now}
    broken = ReconciliationRun.objects.create(gateway="stripe", **times, started_at=now)
    assert reconcile(gateway=gateway, **times) == broken

    done = reconcile(gateway=gateway, **times, now=now + 2 * HOUR)

    broken.refresh_from_db()
    assert (broken.failure, done.pk != broken.pk, done.failure) == ("interrupted", True, "")


def test_a_comparison_that_runs_twice_finds_each_thing_once(fake, gateway, paid):
    fake.refund_by_hand(paid().provider_id, amount=500)
    now = timezone.now()
    run = request_reconciliation(gateway="stripe", since=now - HOUR, until=now + HOUR)

    compare(run_id=run.pk, gateway=gateway)
    ReconciliationRun.objects.update(finished_at=None)
    done = compare(run_id=run.pk, gateway=gateway)

    assert (len(found(done)), done.compared_count) == (1, 1)
    assert compare(run_id=run.pk) == done


def test_every_night_the_day_before_is_compared_once(fake, django_capture_on_commit_callbacks):
    first, again = reconcile_yesterday(), reconcile_yesterday()

    assert first == again
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    assert (first.gateway, first.since, first.until) == ("stripe", midnight - DAY, midnight)
    nightly()
    assert ReconciliationRun.objects.count() == 1


def test_a_site_that_sells_nothing_has_nothing_to_compare(settings):
    settings.LMS_SANDBOX_PAYMENTS = False

    assert reconcile_yesterday() is None


def test_a_provider_that_is_no_longer_used_is_a_failure(settings):
    now = timezone.now()
    run = request_reconciliation(gateway="stripe", since=now - HOUR, until=now)

    assert compare(run_id=run.pk).failure == "LookupError"
