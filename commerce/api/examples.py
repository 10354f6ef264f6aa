"""An example of everything in the shop, for the description of the API."""

from typing import Any

from catalog.api.v1.examples import COURSE_ID, MOMENT, answer, body

NUMBER = "26-7K3P-9QXM"
CART_KEY = "3f0c7d3e-5d0e-4c8b-9a7e-0d6f2b9c1a55"
FINGERPRINT = "0f6e…"
LATER = "2026-03-01T09:45:00Z"


def money(amount_minor: int) -> dict[str, Any]:
    return {"amount_minor": amount_minor, "amount": f"{amount_minor / 100:.2f}", "currency": "USD"}


_brief = {
    "id": 7,
    "kind": "course",
    "batch": None,
    "title": "Batik from the first dot",
    "html_url": "https://lms.example/courses/batik/",
}
_course = {
    "id": COURSE_ID,
    "title": _brief["title"],
    "html_url": _brief["html_url"],
    "cover_url": "https://lms.example/covers/kawung-70-batik.svg",
}
_gift_body = {"email": "sari@example.com", "name": "Sari", "message": "Happy birthday!", "send_on": "2026-04-02"}
_tax = {"name": "PPN", "percent": "11.000", "is_included": False, "is_reverse_charged": False}
_item = {
    "id": 301,
    "offer": _brief,
    "gift": None,
    "price": money(1500),
    "list_price": money(1900),
    "discount": money(150),
    "tax": money(149),
    "total": money(1499),
    "has_changed": True,
    "price_before": money(1900),
}
_sums = {
    "subtotal": money(1500),
    "discount": money(150),
    "net": money(1350),
    "tax": money(149),
    "total": money(1499),
}
_cart = {
    "cart_key": CART_KEY,
    "items": [_item],
    "refused": [{"id": 302, "offer": {**_brief, "id": 8, "title": "Ikat"}, "gift": None, "problem": "owned"}],
    "coupon": {"code": "WAX-10", "counts": True, "problem": "", "message": ""},
    "sums": _sums,
    "tax": _tax,
    "fingerprint": FINGERPRINT,
}
_line = {
    "line": 1,
    "offer": 7,
    "title": _brief["title"],
    "gift": None,
    "gift_redeemed_at": None,
    "price": money(1500),
    "discount": money(150),
    "net": money(1350),
    "tax": money(149),
    "tax_name": "PPN",
    "tax_percent": "11.000",
    "total": money(1499),
    "refunded": money(0),
    "delivered_at": LATER,
    "ended_at": None,
}
_refund = {
    "id": "5c9a0b4e-6a3f-4d7b-8f55-9b1c2d3e4f50",
    "state": "requested",
    "reason": "learner",
    "amount": money(1499),
    "created_at": LATER,
    "settled_at": None,
    "lines": [{"line": 1, "amount": money(1499), "ends_access": True}],
}
_billing = {"name": "Dewi Lestari", "address": "Jalan Malioboro 1, Yogyakarta", "country": "ID", "region": ""}
_order = {
    "number": NUMBER,
    "pay_url": f"https://lms.example/checkout/{CART_KEY}/pay/",
    "status": "paid",
    "is_under_review": False,
    "placed_at": MOMENT,
    "expires_at": LATER,
    "paid_at": LATER,
    "closed_at": None,
    **_sums,
    "refunded": money(0),
    "coupon": "WAX-10",
    "billing": {**_billing, "email": "dewi@example.com", "vat_id": ""},
    "payment": {"gateway": "stripe", "state": "accepted", "failure_code": ""},
    "lines": [_line],
    "refunds": [],
}
_right = {"line": 1, "allowed": True, "reason": "", "until": "2026-03-15T09:45:00Z"}
_waiting = {
    "status": "pending",
    "paid_at": None,
    "payment": None,
    "lines": [{**_line, "delivered_at": None}],
    "returns": [{**_right, "allowed": False, "reason": "REFUND_NOTHING", "until": None}],
}
_gift = {
    "title": _brief["title"],
    "courses": [_brief["title"]],
    "giver": "Dewi Lestari",
    "name": "Sari",
    "message": _gift_body["message"],
    "state": "open",
    "redeemed_at": None,
}

OFFER = answer(
    "Course on sale",
    {
        **_brief,
        "summary": "",
        "price": money(1500),
        "list_price": money(1900),
        "is_on_sale": True,
        "sale_until": LATER,
        "problem": "",
        "courses": [_course],
    },
)
CART = answer("A visitor's cart", _cart)
ADD_ITEM = body("A course", {"course": COURSE_ID})
ADD_GIFT = body("An offer, as a gift", {"offer": 7, "gift": _gift_body})
GIFT = body("A gift", {"gift": _gift_body})
MERGE = body("The visitor's key", {"cart_key": CART_KEY})
COUPON = body("Coupon", {"code": "WAX-10"})
TAKES_OFF = answer("It counts", {"code": "WAX-10", "discount": money(150), "total": money(1350)})
PLACE_ORDER = body("As it was shown", {"fingerprint": FINGERPRINT, "billing": {**_billing, "vat_id": ""}})
PLACED = answer("Waiting to be paid", {**_order, **_waiting})
ORDER = answer("Order", _order)
ORDER_DETAIL = answer("Paid order", {**_order, "returns": [_right]})
PAY = body("By the site's own provider", {})
PAYABLE = answer(
    "At Stripe",
    {
        "gateway": "stripe",
        "state": "waiting",
        "client": {"client_secret": "pi_…_secret_…", "publishable_key": "pk_live_…"},
    },
)
GIVE_BACK = body("By the buyer", {"line": 1})
REFUND_LINES = body(
    "By staff",
    {"lines": [{"line": 1, "amount_minor": 500}], "seen_refunded_minor": 0, "ends_access": False, "note": "Sorry!"},
)
REFUND = answer("On its way", _refund)
GIFT_THERE = answer("To be redeemed", _gift)
GIFT_REDEEMED = answer("Redeemed", {**_gift, "state": "redeemed", "redeemed_at": LATER})
