"""Bank details at rest: encrypted with keys that only the site's settings know."""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from commerce.errors import BankClosed


def seal(details: Mapping[str, str]) -> bytes:
    """The details encrypted with the first key of LMS_BANK_KEYS. Raises BankClosed where there is none."""
    return _box().encrypt(json.dumps(dict(details), ensure_ascii=False).encode())


def unseal(secret: bytes | memoryview) -> dict[str, str]:
    """The details again, by whichever key they were encrypted. Raises BankClosed when that key is gone."""
    try:
        return json.loads(_box().decrypt(bytes(secret)))
    except InvalidToken:
        raise BankClosed from None


def _box() -> MultiFernet:
    keys = settings.LMS_BANK_KEYS or _keys_for_trying_out()
    if not keys:
        raise BankClosed
    return MultiFernet([Fernet(key) for key in keys])


def _keys_for_trying_out() -> list[bytes]:
    """A key from SECRET_KEY, where no real account is ever kept."""
    if not settings.LMS_DEMO:
        return []
    digest = hashlib.sha256(f"bank details:{settings.SECRET_KEY}".encode()).digest()
    return [base64.urlsafe_b64encode(digest)]
