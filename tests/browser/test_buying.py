"""A visitor buys in a real browser, with the sandbox for a bank; and the shop's pages as others see them."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from commerce.models import Gift, Order, OrderStatus
from commerce.services.sandbox_time import settle_due
from tests.browser.looking import faults
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.catalog import lessons_of, make_path
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_order,
    make_paid_course,
    make_tax,
    offer_path,
    paid_order,
    put_on_sale,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints(page):
    """What the browser says about policies and scripts."""
    said = []
    page.on("console", lambda message: said.append(message.text) if "Policy" in message.text else None)
    return said


@pytest.fixture
def weaving():
    return make_paid_course(title="Weaving", price_minor=2000, lessons=1)


@pytest.fixture
def buyer(client, page, live_server):
    """Somebody who is signed in."""
    user = UserFactory(display_name="Dewi")
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return user


def put_into_cart(page: Page, course) -> None:
    page.goto(course.get_url())
    page.get_by_role("complementary").get_by_role("link", name="Buy", exact=True).click()
    page.get_by_role("button", name="Put it into the cart").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cart")


def sign_in(page: Page, user) -> None:
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()


def test_visitor_buys_with_3d_secure_and_opens_the_lesson(page, weaving, complaints):
    learner = UserFactory()
    fill_cart(learner, make_paid_course(title="Dyeing", price_minor=1000))
    make_tax("ID", "11")
    put_into_cart(page, weaving)
    expect(page.locator(".cart-link__count")).to_have_text("1")
    page.get_by_role("button", name="To the checkout").click()
    sign_in(page, learner)
    expect(page.get_by_role("button", name="Pay $30.00")).to_be_visible()
    page.select_option("#id_country", "ID")
    page.get_by_role("button", name="Pay $33.30").click()
    page.get_by_role("button", name="The bank asks first").click()
    expect(page.get_by_role("heading", name="Your bank asks")).to_be_visible()
    assert Order.objects.get().status == OrderStatus.PENDING
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="It is paid")).to_be_visible()
    expect(page.locator(".cart-link__count")).to_have_count(0)
    page.get_by_role("link", name="Weaving").click()
    page.get_by_role("link", name="Start learning").first.click()
    page.wait_for_url(f"**{lessons_of(weaving)[0].get_url()}")
    assert complaints == []


def test_cart_changes_in_place_and_what_is_taken_out_comes_back(page, weaving, complaints):
    make_coupon(code="SAVE", percent=25)
    put_into_cart(page, weaving)
    page.evaluate("window.isSamePage = true")
    page.get_by_text("I have a coupon").click()
    page.get_by_label("Coupon code").fill("NOTHING")
    page.get_by_role("button", name="Use the coupon").click()
    expect(page.get_by_text("There is no such coupon.")).to_be_visible()
    page.get_by_label("Coupon code").fill("save")
    page.get_by_role("button", name="Use the coupon").click()
    expect(page.get_by_text("−$5.00")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Take out")).click()
    expect(page.get_by_text("Your cart is empty")).to_be_visible()
    expect(page.locator(".cart-link__count")).to_have_count(0)
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Weaving", exact=True)).to_be_visible()
    assert page.evaluate("window.isSamePage")
    assert complaints == []


def test_result_page_hears_by_itself_from_a_slow_bank(page, buyer, weaving):
    fill_cart(buyer, weaving)
    page.goto("/checkout/")
    page.select_option("#id_country", "SG")
    page.get_by_role("button", name=re.compile("^Pay ")).click()
    page.get_by_role("button", name="The card is declined").click()
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="The bank takes its time").click()
    expect(page.get_by_role("heading", name="Your bank is working on it")).to_be_visible()
    Order.objects.get().payments.get().events.update(received_at="2026-01-01T00:00:00Z")
    assert settle_due() == 1
    expect(page.get_by_role("heading", name="It is paid")).to_be_visible()


def test_everything_works_without_javascript(chromium, live_server, weaving):
    make_tax("ID", "11")
    learner = UserFactory()
    context = chromium.new_context(base_url=live_server.url, locale="en-US", java_script_enabled=False)
    page = context.new_page()
    put_into_cart(page, weaving)
    page.get_by_role("button", name=re.compile("^Take out")).click()
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="To the checkout").click()
    sign_in(page, learner)
    page.select_option("#id_country", "ID")
    page.get_by_role("button", name="Work out the tax").click()
    page.get_by_role("button", name="Pay $22.20").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_role("heading", name="It is paid")).to_be_visible()
    context.close()


def test_pages_of_visitors_have_no_faults(page, weaving):
    put_on_sale(weaving, 1500)
    dyeing = make_paid_course(title="Dyeing")
    bundle, path = make_bundle(weaving, dyeing, title="Both"), make_path(weaving)
    offer_path(path)
    put_into_cart(page, weaving)
    key = dyeing.translation_key
    addresses = [weaving.get_url(), "/courses/", "/cart/", f"/cart/add/{key}/", f"/cart/gift/{key}/", path.get_url()]
    assert faults(page, [*addresses, f"/bundles/{bundle.slug}/"]) == []


def test_pages_of_buyers_have_no_faults(page, buyer, weaving):
    paid = paid_order(buyer, weaving, country="SG")
    closed = make_paid_course(title="Closed")
    cart = fill_cart(buyer, make_paid_course(title="Dyeing"), closed, coupon=make_coupon())
    cart.items.filter(offer__title="Dyeing").update(gift_email="ani@example.com", gift_name="Ani", gift_message="Enjoy")
    waiting = make_order(buyer)
    gift = Gift.objects.create(line=waiting.lines.first(), send_at=waiting.placed_at)
    closed.unpublish()
    line = paid.lines.get().pk
    addresses = ["/cart/", "/orders/", f"/orders/{paid.number}/", f"/orders/{paid.number}/lines/{line}/return/"]
    for name in ("result", "sandbox"):
        addresses += [reverse(f"commerce:{name}", args=[waiting.key])]
    addresses += [reverse("commerce:result", args=[paid.key]), f"/gifts/{gift.token}/"]
    assert faults(page, addresses) == []
    page.goto("/cart/")
    page.get_by_role("button", name="To the checkout").click()
    assert faults(page, ["/checkout/"]) == []
