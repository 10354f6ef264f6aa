"""Things to pay, and to give back."""

import uuid

from commerce.gateways.base import Charge, MoneyBack


def charge(**given) -> Charge:
    """19 dollars for an order."""
    return Charge(
        **{
            "key": uuid.uuid4(),
            "amount_minor": 1900,
            "currency": "USD",
            "order_number": "2026-000001",
            "description": "Batik from wax to cloth",
            "email": "learner@example.com",
            "customer_key": "user-1",
            **given,
        }
    )


def money_back(provider_id: str, **given) -> MoneyBack:
    """All of it."""
    return MoneyBack(
        **{"key": uuid.uuid4(), "provider_id": provider_id, "amount_minor": 1900, "currency": "USD", **given}
    )
