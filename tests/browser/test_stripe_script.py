"""The script that stands in for Stripe's, on a page with the very policy of the checkout; other tests build on it."""

import json

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse

from commerce.gateways.stripe import StripeGateway
from lms_site.middleware.security import SecurityPolicyMiddleware, allow_stripe
from tests.commerce.gateways.material import charge
from tests.stripe_fake import settings_for, stripe_fake
from tests.stripe_fake.browser import lead_to_fake

SHOP = "https://lms.example"
PAGE = """<!doctype html><html lang="en"><title>Checkout</title>
<div id="fields"></div><button id="pay">Pay</button><p id="told"></p>
<script src="https://js.stripe.com/v3/"></script><script src="/checkout.js"></script></html>"""
SCRIPT = """
const started = %s;
const stripe = Stripe(started.publishable_key);
const elements = stripe.elements({ clientSecret: started.client_secret });
elements.create("payment").mount("#fields");
document.getElementById("pay").addEventListener("click", async () => {
  const confirmParams = { return_url: `${location.origin}/done/` };
  const { error } = await stripe.confirmPayment({ elements, confirmParams });
  document.getElementById("told").textContent = error.decline_code || error.code;
});
"""


@pytest.fixture
def fake(settings):
    with stripe_fake() as fake:
        for name, value in settings_for(fake).items():
            setattr(settings, name, value)
        yield fake


@pytest.fixture
def checkout(page, fake, rf):
    """A page with Stripe's fields for a payment of 19 dollars, and what the shop knows of it."""
    started = StripeGateway().start(charge())
    lead_to_fake(page, fake)
    view = allow_stripe(lambda request: HttpResponse(PAGE))
    served = CSPMiddleware(SecurityPolicyMiddleware(view))(rf.get("/checkout/"))
    script = SCRIPT % json.dumps(dict(started.client))
    page.route(f"{SHOP}/checkout.js", lambda route: route.fulfill(content_type="text/javascript", body=script))
    page.route(f"{SHOP}/done/**", lambda route: route.fulfill(content_type="text/html", body="<title>Done</title>"))
    page.route(f"{SHOP}/", lambda route: route.fulfill(headers=dict(served.headers), body=served.content))
    page.goto(f"{SHOP}/")
    return page, fake.store.intents[started.provider_id]


def pay(page, number: str) -> None:
    page.get_by_label("Card number").fill(number)
    page.get_by_role("button", name="Pay", exact=True).click()


def test_a_good_card_leads_to_the_page_after(checkout):
    page, payment = checkout

    pay(page, "4242 4242 4242 4242")
    page.wait_for_url(f"{SHOP}/done/**")

    assert payment["status"] == "succeeded"
    assert f"payment_intent={payment['id']}" in page.url
    assert "redirect_status=succeeded" in page.url


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("4000 0000 0000 0002", "generic_decline"),
        ("4000 0000 0000 9995", "insufficient_funds"),
        ("42", "incomplete_number"),
    ],
)
def test_a_bad_card_is_told_on_the_page_and_another_one_works(checkout, number, told):
    page, payment = checkout
    pay(page, number)
    page.get_by_text(told).wait_for()

    pay(page, "4242424242424242")
    page.wait_for_url(f"{SHOP}/done/**")

    assert payment["status"] == "succeeded"


def test_the_bank_asks_first(checkout):
    page, payment = checkout
    pay(page, "4000 0025 0000 3155")
    page.get_by_role("button", name="Fail authentication").click()
    page.get_by_text("payment_intent_authentication_failure").wait_for()

    pay(page, "4000 0025 0000 3155")
    page.get_by_role("button", name="Complete authentication").click()
    page.wait_for_url(f"{SHOP}/done/**")

    assert payment["status"] == "succeeded"


def test_a_slow_bank_leads_on_while_it_works(checkout):
    page, payment = checkout

    pay(page, "000123456789")
    page.wait_for_url(f"{SHOP}/done/**")

    assert (payment["status"], "redirect_status=processing" in page.url) == ("processing", True)
