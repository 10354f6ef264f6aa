"""The checkout of a site that takes money by Stripe, also while Stripe is away."""

import pytest

from commerce.models import CartItem, Order, OrderStatus, Payment
from tests.commerce.shop_material import address, buyer, checkout, text_of
from tests.factories.api import api_client
from tests.stripe_fake import settings_for, stripe_fake

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(settings):
    settings.LMS_SANDBOX_PAYMENTS = False
    with stripe_fake() as fake:
        for name, value in settings_for(fake).items():
            setattr(settings, name, value)
        yield fake


def test_payment_page_alone_may_load_stripes_script(client, fake):
    buyer(client)
    shown = client.get("/checkout/")
    assert "js.stripe.com" not in shown["Content-Security-Policy"]
    page = client.get(checkout(client)["Location"])
    assert "https://js.stripe.com" in page["Content-Security-Policy"]
    assert '<script src="https://js.stripe.com/v3/" defer></script>' in text_of(page)
    assert f'data-client-secret="{Payment.objects.get().provider_id}_secret_' in text_of(page)


def test_sandbox_is_nowhere(client, fake):
    buyer(client)
    checkout(client)
    assert client.get(address("sandbox", Order.objects.get())).status_code == 404


def test_stripe_away_is_told_nothing_is_lost_and_the_next_press_goes_on(client, fake, settings):
    buyer(client)
    there, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    answer = checkout(client)
    assert answer.status_code == 503
    assert "The payment service does not answer" in text_of(answer)
    assert 'value="Ayu Lestari"' in text_of(answer)
    assert CartItem.objects.exists()
    order = Order.objects.get()
    kept = client.get(address("pay", order))
    assert kept.status_code == 503
    assert "Nothing was charged, and your order is kept" in text_of(kept)
    settings.STRIPE_API_BASE = there
    assert checkout(client)["Location"] == address("pay", order)
    assert Order.objects.count() == Payment.objects.count() == 1


@pytest.mark.parametrize("asks", ["page", "program"])
def test_payment_whose_notice_is_lost_is_seen_by_who_waits(client, fake, asks):
    person = buyer(client)
    checkout(client)
    fake.pay(Payment.objects.get().provider_id)
    order = Order.objects.get()
    assert order.status == OrderStatus.PENDING
    if asks == "page":
        assert "Thank you. It is paid" in text_of(client.get(address("result", order)))
    else:
        program = api_client(person)
        data = program.get(f"/api/v1/orders/{order.number}/").json()["data"]
        assert (data["status"], data["payment"]["state"]) == ("paid", "accepted")
        assert data["lines"][0]["delivered_at"]
    order.refresh_from_db()
    assert order.status == OrderStatus.PAID
