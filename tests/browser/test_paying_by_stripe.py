"""The payment page with Stripe's form, for which the fake's own script stands; the result asks the fake by the SDK."""

import pytest
from playwright.sync_api import Page, expect

from commerce.models import Order, OrderStatus, ProviderEvent
from tests.browser.looking import faults
from tests.factories.accounts import UserFactory
from tests.factories.commerce import fill_cart, make_paid_course, make_tax
from tests.stripe_fake import settings_for, stripe_fake
from tests.stripe_fake.browser import lead_to_fake

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fake(settings, page):
    """Stripe takes the payments of this site."""
    settings.LMS_SANDBOX_PAYMENTS = False
    with stripe_fake() as fake:
        for name, value in settings_for(fake).items():
            setattr(settings, name, value)
        lead_to_fake(page, fake)
        yield fake


@pytest.fixture
def payment_page(fake, client, page, live_server) -> Page:
    """The payment of a course for 20 dollars and tax."""
    buyer = UserFactory()
    make_tax("SG", "9")  # so that the page tells when it has worked out what the country changes
    fill_cart(buyer, make_paid_course(title="Weaving"))
    client.force_login(buyer)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto("/checkout/")
    page.select_option("#id_country", "SG")
    page.get_by_role("button", name="Pay $21.80").click()
    page.wait_for_url("**/pay/")
    return page


def pay(page: Page, number: str) -> None:
    page.get_by_label("Card number").fill(number)
    page.get_by_role("button", name="Pay now").click()


def test_good_card_pays_and_the_result_knows_before_any_notice(payment_page):
    pay(payment_page, "4242 4242 4242 4242")
    expect(payment_page.get_by_role("heading", name="It is paid")).to_be_visible()
    assert Order.objects.get().status == OrderStatus.PAID
    assert ProviderEvent.objects.get().kind == "seen.succeeded"


def test_declined_card_is_said_and_another_one_pays(payment_page):
    pay(payment_page, "4000 0000 0000 0002")
    expect(payment_page.locator("[data-stripe-error]")).to_contain_text("declined")
    pay(payment_page, "4242 4242 4242 4242")
    expect(payment_page.get_by_role("heading", name="It is paid")).to_be_visible()


def test_bank_that_asks_first_is_answered_on_the_page(payment_page):
    pay(payment_page, "4000 0025 0000 3155")
    payment_page.get_by_role("button", name="Complete authentication").click()
    expect(payment_page.get_by_role("heading", name="It is paid")).to_be_visible()


def test_page_whose_form_cannot_be_loaded_says_so(payment_page):
    payment_page.route("https://js.stripe.com/**", lambda route: route.abort())
    payment_page.reload()
    expect(payment_page.locator("[data-stripe-error]")).to_contain_text("nothing was charged")
    expect(payment_page.get_by_role("button", name="Pay now")).to_be_disabled()


def test_payment_page_has_no_faults(payment_page):
    assert faults(payment_page, [payment_page.url]) == []
