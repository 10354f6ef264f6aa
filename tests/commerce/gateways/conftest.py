"""A Stripe to talk to, and the gateway that talks to it."""

import pytest

from commerce.gateways.stripe import StripeGateway
from tests.commerce.gateways.sink import other_end
from tests.stripe_fake import settings_for, stripe_fake


@pytest.fixture
def fake(settings):
    with stripe_fake() as fake:
        for name, value in settings_for(fake).items():
            setattr(settings, name, value)
        yield fake


@pytest.fixture
def gateway(fake):
    """As the site has it, but with little patience."""
    return StripeGateway(connect_seconds=1, total_seconds=3)


@pytest.fixture
def webhook_sink():
    """Takes notices in; `statuses` are its next answers, then 200; `received` are bodies and headers."""
    with other_end() as sink:
        yield sink
