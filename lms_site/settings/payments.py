"""How money comes in, and how bank details are kept."""

import environ

env = environ.Env()

# With its keys set, Stripe takes the payments.
STRIPE_SECRET_KEY = env("STRIPE_SECRET_KEY", default="")
STRIPE_PUBLISHABLE_KEY = env("STRIPE_PUBLISHABLE_KEY", default="")
STRIPE_WEBHOOK_SECRET = env("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env("STRIPE_API_BASE", default="https://api.stripe.com")
# Lets people decide themselves whether they have paid: switched on by the settings for trying out alone.
LMS_SANDBOX_PAYMENTS = False
# The first key encrypts, all of them decrypt: that is how a key is changed.
LMS_BANK_KEYS = env.list("LMS_BANK_KEYS", default=[])
# An index of revenues carries amounts along; where SQLite cannot, the index works without them.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
