"""A Stripe for tests: a web server that knows the calls that the shop makes, remembers, and can be made to fail.

`with stripe_fake() as fake:` starts it; `settings_for(fake)` are the settings that lead to it. Written along
Stripe's documentation; `tests/commerce/gateways/test_stripe_fake.py` compares its objects, parameters and error
codes with the types of the SDK.
"""

from .fake import StripeFake, settings_for, stripe_fake

__all__ = ["StripeFake", "settings_for", "stripe_fake"]
