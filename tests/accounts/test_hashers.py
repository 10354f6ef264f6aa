"""The password hash of production."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from lms_site.settings import base


@pytest.fixture
def production_hashers(settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS


def test_passwords_are_hashed_with_argon2id_above_the_minimum(production_hashers):
    encoded = make_password("kopi-tubruk-pagi")
    facts = identify_hasher(encoded).decode(encoded)
    assert (facts["algorithm"], facts["variety"]) == ("argon2", "argon2id")
    assert facts["memory_cost"] >= 19 * 1024  # KiB, OWASP's minimum with two passes
    assert facts["memory_cost"] <= 64 * 1024  # what a sign-in may cost a small machine
    assert facts["time_cost"] >= 2
    assert check_password("kopi-tubruk-pagi", encoded)
    assert not check_password("kopi-tubruk-sore", encoded)


def test_password_with_other_costs_still_works_and_is_hashed_again(production_hashers):
    old = make_password("kopi-tubruk-pagi", hasher="pbkdf2_sha256")
    stored = []
    assert check_password("kopi-tubruk-pagi", old, setter=lambda raw: stored.append(make_password(raw)))
    assert stored[0].startswith("argon2$argon2id$")


def test_tests_use_a_quick_hasher_but_production_does_not():
    assert base.PASSWORD_HASHERS[0] == "accounts.hashers.TunedArgon2PasswordHasher"
    assert settings.PASSWORD_HASHERS != base.PASSWORD_HASHERS
