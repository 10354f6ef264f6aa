"""Money in forms and on pages."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from catalog.models.course import Currency
from catalog.models.price import MINOR_PER_MAJOR, MinorUnitsFormField, PriceField
from catalog.templatetags.course_display import SYMBOLS, minutes, money

FIELD = MinorUnitsFormField(required=False)


@pytest.mark.parametrize(
    ("typed", "kept"), [("19", 1900), ("19.9", 1990), ("0.01", 1), ("", 0), ("150000", 15_000_000)]
)
def test_what_is_typed_is_kept_in_the_smallest_unit(typed, kept):
    assert FIELD.clean(typed) == kept


@pytest.mark.parametrize("typed", ["-1", "1.999", "abc", "NaN", "1e99"])
def test_what_is_no_price_is_refused(typed):
    with pytest.raises(ValidationError):
        FIELD.clean(typed)


def test_what_is_kept_is_shown_in_whole_units():
    assert str(FIELD.prepare_value(1990)) == "19.90"
    assert FIELD.prepare_value("19.9") == "19.9"


def test_unchanged_price_is_not_a_change():
    assert not FIELD.has_changed(1900, "19.00")
    assert FIELD.has_changed(1900, "19.01")


def test_model_field_uses_the_form_field():
    assert isinstance(PriceField().formfield(), MinorUnitsFormField)


def test_every_currency_has_a_symbol_and_a_hundred_parts():
    assert set(SYMBOLS) == set(Currency.values)
    assert MINOR_PER_MAJOR == 100


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (1900, "USD", "$19.00"),
        (123456, "EUR", "€1,234.56"),
        (15_000_000, "IDR", "Rp 150.000"),
        (15_000_014, "IDR", "Rp 150.000,14"),
    ],
)
def test_money_is_shown_as_people_write_it(amount, currency, shown):
    assert money(amount, currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(5, "5 min"), (60, "1 h"), (80, "1 h 20 min"), (0, "0 min"), (None, "0 min")]
)
def test_minutes_are_shown_as_people_say_them(value, shown):
    assert minutes(value) == shown


def test_minutes_in_indonesian():
    with translation.override("id"):
        assert minutes(80) == "1 jam 20 menit"
