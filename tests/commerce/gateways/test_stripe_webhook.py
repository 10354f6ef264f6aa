"""The webhook's address: who is let in, what is answered, and that each notice is taken in once."""

import uuid

import pytest
from django.test import Client

from commerce.models import ProviderEvent
from tests.commerce.gateways.material import charge
from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/payments/stripe/webhook/"
# As Stripe sends them.
HEADERS = {"Accept": "*/*; q=0.5, application/xml", "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)"}
FOREIGN = {"id": "evt_1", "object": "event", "type": "customer.created", "created": 1, "data": {"object": {"id": "c"}}}


@pytest.fixture
def post(fake):
    """Posts an event as Stripe does; with `Client`, which insists on CSRF tokens where the view does."""

    def send(event, headers=None, **signing):
        body, signed = fake.delivery.signed(event, **signing)
        return Client(enforce_csrf_checks=True, headers=HEADERS).post(
            ADDRESS, body, content_type="application/json; charset=utf-8",
            headers={"Stripe-Signature": signed["Stripe-Signature"]} if headers is None else headers,
        )  # fmt: skip

    return send


def test_a_signed_event_is_taken_in(post):
    response = post(FOREIGN)

    assert response.status_code == 200
    assert response.json()["data"] == {"received": True}
    assert ProviderEvent.objects.get().event_id == "evt_1"


def test_the_same_event_again_is_answered_alike_and_kept_once(post):
    assert [post(FOREIGN).status_code for _time in range(3)] == [200, 200, 200]
    assert ProviderEvent.objects.count() == 1


@pytest.mark.parametrize(
    "lie", [{"age": 301}, {"secret": "whsec_other"}, {"headers": {}}, {"headers": {"Stripe-Signature": "t=1,v1=é"}}]
)
def test_whatever_stripe_has_not_signed_just_now_is_refused(post, lie):
    assert_error(post(FOREIGN, **lie), 400, "BAD_REQUEST")
    assert not ProviderEvent.objects.exists()


def test_a_token_neither_helps_nor_harms(post, fake):
    body, signed = fake.delivery.signed(FOREIGN)
    headers = {"Authorization": "Bearer nonsense", "Stripe-Signature": signed["Stripe-Signature"]}

    assert Client(headers=HEADERS).post(ADDRESS, body, "application/json", headers=headers).status_code == 200


def test_a_payment_that_is_not_there_yet_is_to_be_told_again(post, fake, gateway):
    started = gateway.start(charge(key=uuid.uuid4()))
    fake.pay(started.provider_id)

    assert_error(post(fake.delivery.named("payment_intent.succeeded")), 503, "TRY_AGAIN")
    assert not ProviderEvent.objects.exists()


def test_no_limit_makes_us_lose_a_notice(post, settings):
    settings.LMS_API_RATES = dict.fromkeys(settings.LMS_API_RATES, "1/h")

    assert [post({**FOREIGN, "id": f"evt_{number}"}).status_code for number in range(5)] == [200] * 5


def test_a_body_of_a_megabyte_and_more_is_refused(fake):
    response = Client().post(ADDRESS, b"x" * (1024**2 + 1), "application/json")

    assert_error(response, 413, "PAYLOAD_TOO_LARGE")


def test_other_methods_are_not_known(fake):
    assert_error(Client().get(ADDRESS), 405, "METHOD_NOT_ALLOWED")


def test_a_site_without_stripe_has_no_such_address():
    assert_error(Client().post(ADDRESS, b"{}", "application/json"), 404, "NOT_FOUND")


@pytest.mark.django_db(transaction=True)
def test_notices_arrive_over_http(fake, live_server):
    fake.delivery.address = f"{live_server.url}{ADDRESS}"
    fake.delivery.take(FOREIGN)

    assert fake.delivery.deliver(copies=3) == [200, 200, 200]
    assert ProviderEvent.objects.count() == 1
