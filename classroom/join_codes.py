"""Codes by which people join a batch: written on boards and read out, so without letters that look like others."""

import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# 32 to the power of 8: at the rate that is allowed nobody guesses one in a lifetime.
LENGTH = 8


def new_join_code() -> str:
    """A code that nobody has seen before."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def as_join_code(typed: str) -> str:
    """What somebody has typed, as codes are kept: capitals and digits, without what stands between them."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:12]
