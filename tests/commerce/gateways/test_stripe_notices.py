"""Events of Stripe as notices: what they say, and that nobody else can say it."""

import time

import pytest
import stripe

from commerce.gateways.base import BadNotice, NoticeKind
from tests.commerce.gateways.material import charge, money_back
from tests.stripe_fake.problems import Problem


@pytest.fixture
def read(fake, gateway):
    """Reads the newest waiting event of a type as the webhook would."""
    return lambda name: gateway.parse(*fake.delivery.signed(fake.delivery.named(name)))


@pytest.fixture
def started(gateway):
    return gateway.start(charge())


def test_success_says_what_was_paid_for(fake, gateway, read):
    wanted = charge()
    started = gateway.start(wanted)
    fake.pay(started.provider_id)

    notice = read("payment_intent.succeeded")

    assert notice.kind == NoticeKind.SUCCEEDED
    assert notice.event_id == fake.delivery.named("payment_intent.succeeded")["id"]
    assert (notice.payment_key, notice.provider_id) == (str(wanted.key), started.provider_id)
    assert (notice.amount_minor, notice.currency) == (1900, "USD")
    assert abs(notice.occurred_at.timestamp() - time.time()) < 60


def test_a_declined_card_says_why(fake, started, read):
    with pytest.raises(Problem):
        fake.pay(started.provider_id, "pm_card_visa_chargeDeclinedInsufficientFunds")

    notice = read("payment_intent.payment_failed")

    assert (notice.kind, notice.failure_code) == (NoticeKind.FAILED, "insufficient_funds")


def test_a_payment_in_process_and_a_cancelled_one_are_told(fake, gateway, read):
    slow, unwanted = gateway.start(charge()), gateway.start(charge())
    fake.pay(slow.provider_id, "pm_usBankAccount_processing")
    gateway.cancel(unwanted.provider_id)

    assert read("payment_intent.processing").kind == NoticeKind.PROCESSING
    assert read("payment_intent.canceled").kind == NoticeKind.CANCELLED


@pytest.mark.parametrize("name", ["payment_intent.created", "payment_intent.requires_action"])
def test_steps_on_the_way_are_of_no_concern(fake, started, read, name):
    fake.pay(started.provider_id, "pm_card_authenticationRequired")

    assert read(name).kind == NoticeKind.OTHER


def test_a_refund_is_told_by_its_own_events_and_by_none_of_the_charge(fake, gateway, started, read):
    fake.pay(started.provider_id)
    wanted = money_back(started.provider_id, amount_minor=700)
    returned = gateway.give_back(wanted)

    notice = read("refund.created")

    assert (notice.kind, notice.refund_key, notice.refund_id) == (
        NoticeKind.REFUNDED, str(wanted.key), returned.provider_id,
    )  # fmt: skip
    assert (notice.amount_minor, notice.currency, notice.provider_id) == (700, "USD", started.provider_id)
    of_charge = read("charge.refunded")
    assert (of_charge.kind, of_charge.refund_id) == (NoticeKind.OTHER, "")
    assert of_charge.provider_id == started.provider_id


def test_an_old_form_of_a_refunded_charge_says_which_refund(fake, gateway, started):
    fake.pay(started.provider_id)
    gateway.give_back(money_back(started.provider_id))
    event = fake.delivery.named("charge.refunded")
    event["data"]["object"]["refunds"] = {"object": "list", "data": list(fake.store.refunds.values())}

    notice = gateway.parse(*fake.delivery.signed(event))

    assert notice.kind == NoticeKind.REFUNDED
    assert notice.refund_id in fake.store.refunds
    assert notice.payment_key


def test_a_pending_refund_is_nothing_until_it_arrives_which_is_told_twice(fake, gateway, started, read):
    fake.pay(started.provider_id, "pm_card_pendingRefund")
    returned = gateway.give_back(money_back(started.provider_id))
    assert read("refund.created").kind == NoticeKind.OTHER

    fake.settle_refund(returned.provider_id)

    told = [read(name) for name in ("refund.updated", "charge.refund.updated")]
    assert [notice.kind for notice in told] == [NoticeKind.REFUNDED] * 2
    assert len({notice.refund_id for notice in told}) == 1
    assert len({notice.event_id for notice in told}) == 2


def test_a_refund_that_comes_back_has_failed(fake, gateway, started, read):
    fake.pay(started.provider_id, "pm_card_refundFail")
    returned = gateway.give_back(money_back(started.provider_id))

    fake.fail_refund(returned.provider_id)

    for name in ("refund.failed", "refund.updated"):
        assert (read(name).kind, read(name).failure_code) == (NoticeKind.REFUND_FAILED, "lost_or_stolen_card")


def test_a_refund_made_in_the_dashboard_has_no_key_of_ours(fake, started, read):
    fake.pay(started.provider_id)
    fake.refund_by_hand(started.provider_id, amount=500)

    notice = read("refund.created")

    assert (notice.kind, notice.refund_key, notice.amount_minor) == (NoticeKind.REFUNDED, "", 500)


def test_a_dispute_names_the_payment(fake, started, read):
    fake.pay(started.provider_id, "pm_card_createDispute")

    notice = read("charge.dispute.created")

    assert (notice.kind, notice.provider_id, notice.amount_minor) == (NoticeKind.DISPUTED, started.provider_id, 1900)
    assert notice.failure_code == "fraudulent"


@pytest.mark.parametrize("written", ["", "x", "0e0e0e0e", "0" * 499])
def test_what_others_write_in_the_place_of_our_key_is_no_key(fake, gateway, started, written):
    fake.store.intents[started.provider_id]["metadata"]["lms_payment"] = written
    fake.pay(started.provider_id)

    notice = gateway.parse(*fake.delivery.signed(fake.delivery.named("payment_intent.succeeded")))

    assert (notice.kind, notice.payment_key) == (NoticeKind.SUCCEEDED, "")


@pytest.mark.parametrize(
    "name", ["customer.created", "v2.core.account[configuration.recipient].capability_status_updated"]
)
def test_events_of_other_things_are_of_no_concern(fake, gateway, name):
    event = {"id": "evt_1", "type": name, "created": 1, "data": {"object": {"id": "x"}}}

    notice = gateway.parse(*fake.delivery.signed(event))

    assert (notice.kind, notice.payment_key, len(notice.name) <= 60) == (NoticeKind.OTHER, "", True)


# --- Who may say it --------------------------------------------------------------------------
@pytest.fixture
def event(fake, started):
    fake.pay(started.provider_id)
    return fake.delivery.named("payment_intent.succeeded")


@pytest.mark.parametrize("lie", [{"age": 301}, {"age": 3600}, {"secret": "whsec_other"}])
def test_an_old_or_foreign_signature_is_no_notice(fake, gateway, event, lie):
    with pytest.raises(BadNotice):
        gateway.parse(*fake.delivery.signed(event, **lie))


def test_four_minutes_are_not_old(fake, gateway, event):
    assert gateway.parse(*fake.delivery.signed(event, age=240)).kind == NoticeKind.SUCCEEDED


@pytest.mark.parametrize(
    "header",
    [None, "", "t=1", "v1=abc", "nonsense", "t=x,v1=y", "t=9999999999,v1=", f"t={'9' * 5000},v1=a", "t=1,v1=é"],
)
def test_a_body_without_a_real_signature_is_no_notice(fake, gateway, event, header):
    body, _headers = fake.delivery.signed(event)

    with pytest.raises(BadNotice):
        gateway.parse(body, {} if header is None else {"Stripe-Signature": header})


def test_a_signature_for_another_body_is_no_notice(fake, gateway, event):
    body, headers = fake.delivery.signed(event)

    with pytest.raises(BadNotice):
        gateway.parse(body.replace(b"1900", b"1901"), headers)


def test_a_signature_of_the_kind_for_tests_is_no_notice(fake, gateway, event):
    body, headers = fake.delivery.signed(event)

    with pytest.raises(BadNotice):
        gateway.parse(body, {"Stripe-Signature": headers["Stripe-Signature"].replace("v1=", "v0=")})


def test_while_a_secret_is_changed_either_of_two_signatures_will_do(fake, gateway, event):
    body, headers = fake.delivery.signed(event)
    _body, others = fake.delivery.signed(event, secret="whsec_new")
    both = f"{others['Stripe-Signature']},{headers['Stripe-Signature'].partition(',')[2]}"

    assert gateway.parse(body, {"stripe-signature": both}).kind == NoticeKind.SUCCEEDED


def test_without_a_secret_nothing_is_a_notice(settings, fake, gateway, event):
    settings.STRIPE_WEBHOOK_SECRET = ""

    with pytest.raises(BadNotice):
        gateway.parse(*fake.delivery.signed(event, secret=" "))


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff\xfe", b"null", b"[]", b"7", b'"text"', b"{", b"{}", b'{"type": "x"}', b"[" * 100_000,
        b'{"id": "evt_1", "type": ["a"], "created": 1}', b'{"id": 5, "type": "a", "created": 1}',
        b'{"id": "evt_1", "type": "a", "created": "now"}', b'{"id": "evt_1", "type": "a", "created": 1e400}',
        b'{"id": "evt_1", "type": "a", "created": 1, "data": 5}',
        b'{"id": "evt_\\u0000", "type": "a", "created": 1}',
        b'{"id": "evt_1", "type": "a", "created": 9007199254740991}',
    ],
)  # fmt: skip
def test_signed_nonsense_is_no_notice(fake, gateway, body):
    with pytest.raises(BadNotice):
        gateway.parse(body, {"Stripe-Signature": signature_of(body, fake.delivery.secret)})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("payment_intent.succeeded", {"amount_received": "1900"}),
        ("payment_intent.succeeded", {"amount_received": -1}),
        ("payment_intent.succeeded", {"amount_received": 1.5}),
        ("payment_intent.succeeded", {"amount_received": True}),
        ("payment_intent.succeeded", {"currency": None}),
        ("payment_intent.succeeded", {"id": None}),
        ("payment_intent.succeeded", {"metadata": []}),
        ("payment_intent.succeeded", {"metadata": {"lms_payment": 5}}),
        ("payment_intent.payment_failed", {"last_payment_error": "declined"}),
        ("refund.created", {"status": None}),
        ("refund.created", {"payment_intent": 5}),
        ("charge.dispute.created", {"amount": None}),
    ],
)
def test_values_of_the_wrong_kind_are_no_notice(fake, gateway, name, wrong):
    subject = {"id": "x_1", "status": "succeeded", "amount": 5, "amount_received": 5, "currency": "usd", **wrong}
    event = {"id": "evt_1", "type": name, "created": 1, "data": {"object": subject}}

    with pytest.raises(BadNotice):
        gateway.parse(*fake.delivery.signed(event))


def signature_of(body: bytes, secret: str) -> str:
    """A true signature of any body, also of one that is no text."""
    text = body.decode("utf-8", "replace")
    return stripe.WebhookSignature.generate_signature_header(text, secret)
