"""Which interface language a request gets when nobody is signed in: cookie, then browser."""

from functools import lru_cache
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def request_language(meta: dict[str, str]) -> str:
    """The code of the language for these request headers; remembered for each pair of headers."""
    return _language(_cookie_value(meta.get("HTTP_COOKIE", "")), meta.get("HTTP_ACCEPT_LANGUAGE", "")[:200])


def _cookie_value(header: str) -> str:
    name = settings.LANGUAGE_COOKIE_NAME
    if name not in header:
        return ""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value[:20] if morsel else ""


@lru_cache(maxsize=1000)
def _language(cookie: str, accepted: str) -> str:
    wishes = [cookie, *(code for code, _quality in parse_accept_lang_header(accepted))]
    for code in wishes:
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
