"""VAT ids: whether one can be right, by format and check digits. Nobody is asked whether it is in use."""

import re

from django.utils.translation import gettext as _
from stdnum import get_cc_module
from stdnum.eu.vat import MEMBER_STATES
from stdnum.exceptions import ValidationError

from .countries import country_name, is_country
from .errors import VatIdRefused

LONGEST = 20
# Where nothing is known of the format: letters and digits, some of them digits.
PLAUSIBLE = re.compile(r"(?=.*\d)[A-Z0-9]{4,20}")
SEPARATORS = re.compile(r"[\s.,:/_-]+")
GREECE, NORTHERN_IRELAND = "EL", "XI"


def clean_vat_id(country: str, text: str) -> str:
    """The VAT id as it stands on an invoice, without spaces and points; "" where nothing was typed.

    `country` is its ISO code. Ids of the EU and of the United Kingdom get their prefix (`DE136695976`).
    Raises VatIdRefused with a sentence for people.
    """
    compact = SEPARATORS.sub("", text).upper()
    if not compact:
        return ""
    country = country.strip().upper()
    if not is_country(country):
        raise VatIdRefused(message=_("Choose the country that the VAT id is of."))
    cleaned = _checked(country, compact)
    if not cleaned or len(cleaned) > LONGEST:
        raise VatIdRefused(
            message=_("This is no VAT id of this country: %(country)s. Check it, or leave it empty.")
            % {"country": country_name(country)}
        )
    return cleaned


def _checked(country: str, compact: str) -> str:
    """The id in its full form, "" when it cannot be one."""
    module = get_cc_module(country.lower(), "vat")
    if module is None:
        return compact if PLAUSIBLE.fullmatch(compact) else ""
    prefix = _prefix(country, compact)
    if prefix == NORTHERN_IRELAND:  # the other prefixes are known to stdnum
        compact = compact.removeprefix(prefix)
    try:
        return prefix + module.validate(compact).removeprefix(prefix)
    except ValidationError:
        return ""


def _prefix(country: str, compact: str) -> str:
    """With which letters ids of the country begin, where that is part of them."""
    if country == "GB":
        return NORTHERN_IRELAND if compact.startswith(NORTHERN_IRELAND) else country
    if country.lower() not in MEMBER_STATES:
        return ""
    return GREECE if country == "GR" else country
