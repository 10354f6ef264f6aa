"""The countries of the world and their names, for whoever is billed and taxed."""

from functools import cache

from anyascii import anyascii
from babel import Locale
from django.utils.translation import get_language

# In Unicode's list, and not countries: unions, codes for tests, islands that belong to a country.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def countries() -> list[tuple[str, str]]:
    """Code (ISO 3166-1, two capitals) and name of each, by name in the active language: choices of a form.

    Kosovo is among them by its customary code XK.
    """
    return list(_sorted_names(get_language() or "en"))


def country_name(code: str) -> str:
    """The name in the active language; an unknown code stands for itself."""
    return _names(get_language() or "en").get(code, code)


def is_country(code: str) -> bool:
    return code in _names("en")


@cache
def _sorted_names(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_names(language).items(), key=lambda item: anyascii(item[1]).casefold()))


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language, sep="-").territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    }
