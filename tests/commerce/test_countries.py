"""The list of countries for the checkout."""

import pytest
from django.utils import translation

from commerce.countries import countries, country_name, is_country


def test_countries_are_those_of_iso_and_kosovo():
    codes = [code for code, _name in countries()]

    assert len(codes) == len(set(codes)) == 250
    assert {"ID", "DE", "US", "XK"} < set(codes)
    assert not {"EU", "ZZ", "UN", "QO", "001"} & set(codes)


def test_countries_have_their_names_in_the_active_language():
    with translation.override("id"):
        assert country_name("DE") == "Jerman"
        assert dict(countries())["TL"] == "Timor Leste"
    assert country_name("DE") == "Germany"


@pytest.mark.parametrize(
    ("language", "first", "last"), [("en", "Afghanistan", "Zimbabwe"), ("id", "Afganistan", "Zimbabwe")]
)
def test_countries_are_in_the_order_of_the_alphabet(language, first, last):
    with translation.override(language):
        names = [name for _code, name in countries()]

    assert (names[0], names[-1]) == (first, last)
    assert names.index("Åland Islands" if language == "en" else "Kepulauan Aland") < len(names) // 2


def test_unknown_code_stands_for_itself():
    assert country_name("QQ") == "QQ"
    assert not is_country("QQ")
    assert not is_country("")
