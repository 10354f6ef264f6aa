"""What the tests of the shop's pages share: a buyer with a cart, and the steps of the checkout."""

from django.urls import reverse

from accounts.models import User
from commerce.models import Order
from tests.factories.accounts import UserFactory
from tests.factories.commerce import fill_cart, make_paid_course

BILLING = {"billing_name": "Ayu Lestari", "country": "SG", "billing_address": "1 Bras Basah Road", "vat_id": ""}


def buyer(client, *things, **options) -> User:
    """Somebody signed in with these things in the cart, one course of 20 dollars unless said otherwise."""
    user = UserFactory()
    fill_cart(user, *(things or [make_paid_course(title="Weaving")]), **options)
    client.force_login(user)
    return user


def checkout(client, **fields: str):
    """The answer to "pay", at the price that the page shows for what was typed."""
    shown = client.post("/checkout/", {**BILLING, **fields, "do": "update"})
    return client.post("/checkout/", {**BILLING, "seen": shown.context["quote"].fingerprint, **fields, "do": "pay"})


def address(name: str, order: Order) -> str:
    """The address of a step of an order's payment."""
    return reverse(f"commerce:{name}", args=[order.key])


def text_of(answer) -> str:
    """The page with every run of spaces as one, for sentences that templates wrap."""
    return " ".join(answer.content.decode().split())
