"""People at Stripe, found again by our own key."""

from hashlib import sha256

import stripe

from commerce.gateways.base import Charge

from .reading import label, objects_in, plain, required

CUSTOMER_KEY = "lms_customer"
MOST_ALIKE = 100


def find_or_create_customer(client: stripe.StripeClient, charge: Charge) -> str:
    """Stripe's id of whoever pays: one for each of our keys and e-mail address, however often it is asked for.

    Found by the address, as Stripe's search by metadata is minutes late. The idempotency key covers two
    calls at once.
    """
    known = client.v1.customers.list({"email": charge.email, "limit": MOST_ALIKE})
    for customer in objects_in(plain(known)):
        if label(customer, CUSTOMER_KEY) == charge.customer_key:
            return required(customer, "id")
    made = client.v1.customers.create(
        {"email": charge.email, "metadata": {CUSTOMER_KEY: charge.customer_key}},
        {"idempotency_key": f"lms-customer-{sha256(f'{charge.customer_key} {charge.email}'.encode()).hexdigest()}"},
    )
    return required(plain(made), "id")
