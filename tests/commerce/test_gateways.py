"""Which way of paying a site has."""

import pytest

from commerce.gateways import current_gateway, gateway_named


def test_stripe_comes_before_the_sandbox_where_its_key_is_set(settings):
    settings.STRIPE_SECRET_KEY = "sk_test_1"
    assert current_gateway().name == "stripe"


def test_sandbox_is_for_sites_to_try_out_alone(settings):
    assert current_gateway().name == "sandbox"
    settings.LMS_SANDBOX_PAYMENTS = False
    assert current_gateway() is None
    with pytest.raises(LookupError):
        gateway_named("sandbox")
