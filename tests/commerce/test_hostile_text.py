"""What people write in the shop is shown as they wrote it, and never runs: on its pages, in the CMS, in mails."""

import pytest
from django.core import mail

from commerce.models import CartItem, Gift, Order, OrderFlag
from commerce.services.buyer_mail import send_receipt
from commerce.services.flags import flag_order
from commerce.services.gifts import send_due_gifts
from commerce.services.orders import Billing, place_order
from commerce.services.staff_refunds import refund_whole_order
from tests.commerce.shop_material import text_of
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_paid_course,
    make_tax,
    pay,
    seen_by,
)

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(2)>"
HOSTILE = SCRIPT + BREAKOUT
# As it would stand in a page that believes it; an escaped one holds neither.
LIVE = ("<script>alert(1)", "<img src=x onerror")


@pytest.fixture
def order() -> Order:
    """A paid order of a gift, hostile in every field that its buyer fills in."""
    buyer = UserFactory(display_name=HOSTILE)
    fill_cart(buyer, make_paid_course(title=f"Weaving {HOSTILE}"))
    CartItem.objects.update(gift_email="ani@example.com", gift_name=HOSTILE, gift_message=HOSTILE)
    billing = Billing(billing_name=HOSTILE, billing_address=HOSTILE, region=HOSTILE)
    order = pay(place_order(user=buyer, billing=billing, seen=seen_by(buyer)))
    flag_order(order=order, reason=OrderFlag.Reason.DISPUTE, note=HOSTILE)
    return order


def is_harmless(page: str) -> bool:
    return "alert(1)" in page and not any(live in page for live in LIVE)


def test_pages_of_the_buyer_show_it(client, order):
    client.force_login(order.user)
    gift = Gift.objects.get()
    for address in (f"/orders/{order.number}/", f"/checkout/{order.key}/", "/orders/", f"/gifts/{gift.token}/"):
        assert is_harmless(text_of(client.get(address))), address


def test_cart_and_checkout_show_it(client):
    buyer = UserFactory(display_name=HOSTILE)
    fill_cart(buyer, make_paid_course(title=HOSTILE))
    CartItem.objects.update(gift_email="ani@example.com", gift_name=HOSTILE, gift_message=HOSTILE)
    client.force_login(buyer)
    assert is_harmless(text_of(client.get("/cart/")))
    typed = {"do": "update", "billing_name": HOSTILE, "billing_address": HOSTILE, "vat_id": HOSTILE, "country": HOSTILE}
    assert is_harmless(text_of(client.post("/checkout/", typed)))


def test_cms_shows_it(client, order):
    client.force_login(AdminFactory())
    for address in (f"/cms/shop/orders/{order.number}/", "/cms/shop/orders/", "/cms/shop/flags/", "/cms/shop/gifts/"):
        page = text_of(client.get(address))
        assert not any(live in page for live in LIVE), address


def test_what_staff_write_is_shown_to_all_and_never_runs(client, django_capture_on_commit_callbacks):
    staff, buyer = AdminFactory(display_name=HOSTILE), UserFactory()
    bundle = make_bundle(make_paid_course(), make_paid_course(), title=HOSTILE)
    coupon, name = make_coupon(name=HOSTILE), HOSTILE[:40]
    make_tax("ID", name=name)
    fill_cart(buyer, bundle, coupon=coupon)
    seen = seen_by(buyer, country="ID")
    with django_capture_on_commit_callbacks(execute=True):
        order = pay(place_order(user=buyer, billing=Billing(country="ID"), seen=seen))
        refund_whole_order(order=order, by=staff, seen_refunded_minor=0, note=HOSTILE)
    client.force_login(buyer)
    for address in (f"/orders/{order.number}/", "/orders/", f"/bundles/{bundle.slug}/"):
        assert is_harmless(text_of(client.get(address))), address
    for sent in mail.outbox:
        assert not any(live in sent.alternatives[0][0] for live in LIVE), sent.subject
    client.force_login(staff)
    shown = [f"/cms/shop/orders/{order.number}/", *(f"/cms/shop/{name}/" for name in ("coupons", "offers", "acts"))]
    for address in (*shown, "/cms/tax-rates/", "/cms/shop/refunds/"):
        page = text_of(client.get(address))
        assert not any(live in page for live in LIVE), address
        assert "alert(1)" in page or address.endswith("refunds/"), address


def test_mails_show_it(order, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_receipt(order_id=order.pk)
        send_due_gifts()
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        assert "\n" not in sent.subject
        assert is_harmless(sent.alternatives[0][0]), sent.subject
