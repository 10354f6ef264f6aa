"""Production starts with all that it needs, or says what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghij",
    "ALLOWED_HOSTS": "lms.example",
    "DATABASE_URL": "postgres://lms@127.0.0.1/lms",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SITE_URL": "https://lms.example",
    "DEFAULT_FROM_EMAIL": "noreply@lms.example",
}
STRIPE = {"STRIPE_SECRET_KEY": "sk_1", "STRIPE_PUBLISHABLE_KEY": "pk_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}
ASK = "from lms_site.settings import production as p; print(p.LMS_SANDBOX_PAYMENTS, p.LMS_DEMO, p.DEBUG)"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings of production in a process that has this environment and no other."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-c", ASK], env=bare, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("stripe", [{}, STRIPE], ids=["without Stripe", "with Stripe"])
def test_it_starts_without_sandbox_and_demo(stripe):
    assert start(**NEEDED, **stripe).stdout.split() == ["False"] * 3


@pytest.mark.parametrize("name", [*NEEDED, "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"])
def test_it_refuses_to_start_and_names_what_is_missing(name):
    environment = {**NEEDED, **STRIPE}
    del environment[name]

    done = start(**environment)

    assert done.returncode != 0
    assert done.stderr.strip().endswith(f"Production needs these environment variables: {name}")
