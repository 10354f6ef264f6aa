"""What stands in the address of a calendar feed: whose it is and the how manieth, signed. Nothing of it is stored."""

from django.core.signing import Signer

SALT = "classroom.calendar-feed"


def feed_token(user_id: int, generation: int) -> str:
    """Opens the calendar of this person as long as they ask for no new address. It does not expire."""
    return _signer().sign(f"{user_id}.{generation}")


def read_feed_token(token: str) -> tuple[int, int]:
    """Person and generation of a token. Raises django.core.signing.BadSignature when forged."""
    user_id, generation = _signer().unsign(token).split(".")
    return int(user_id), int(generation)


def _signer() -> Signer:
    # A full stop is in no signature and needs no escaping in addresses, which a colon does in some programs.
    return Signer(salt=SALT, sep=".")
