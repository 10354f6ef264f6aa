"""VAT ids: what is a good one, how it is written, and what is said of a bad one."""

import pytest
from django.utils import translation

from commerce.errors import VatIdRefused
from commerce.vat import clean_vat_id


@pytest.mark.parametrize(
    ("country", "typed", "cleaned"),
    [
        ("DE", "DE136695976", "DE136695976"),
        ("DE", "136 695 976", "DE136695976"),
        ("de", " de-136.695.976 ", "DE136695976"),
        ("GR", "EL 094259216", "EL094259216"),
        ("GR", "GR094259216", "EL094259216"),
        ("AT", "ATU13585627", "ATU13585627"),
        ("NL", "NL4495445B01", "NL004495445B01"),
        ("FR", "40 303 265 045", "FR40303265045"),
        ("GB", "980 7806 84", "GB980780684"),
        ("GB", "XI 980 7806 84", "XI980780684"),
        ("NO", "995 525 828 MVA", "995525828MVA"),
        ("CH", "CHE-107.787.577 IVA", "CHE107787577IVA"),
        ("ID", "01.312.166.0-091.000", "013121660091000"),
        ("ID", "0013 1216 6009 1000", "0013121660091000"),
        ("IN", "27AAPFU0939F1ZV", "27AAPFU0939F1ZV"),
        ("US", "91-1144442", "911144442"),
        ("LI", "58 421", "58421"),
    ],
)
def test_vat_id_is_checked_and_written_in_one_way(country, typed, cleaned):
    assert clean_vat_id(country, typed) == cleaned
    assert clean_vat_id(country, cleaned) == cleaned


@pytest.mark.parametrize("typed", ["", "   ", "-", ". ."])
def test_nothing_typed_is_nothing(typed):
    assert clean_vat_id("DE", typed) == ""
    assert clean_vat_id("", typed) == ""


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("DE", "136695977"),  # the last digit is wrong
        ("DE", "FR40303265045"),  # of another country
        ("DE", "DE"),
        ("DE", "DEDE136695976"),
        ("ID", "01.312.166.0"),
        ("GB", "123"),
        ("US", "abc"),
        ("US", "1" * 21),
        ("US", "12<script>"),
        ("LI", "١٢٣٤٥"),
    ],
)
def test_wrong_vat_id_is_refused_with_a_plain_sentence(country, typed):
    with pytest.raises(VatIdRefused) as refusal:
        clean_vat_id(country, typed)

    assert (refusal.value.code, refusal.value.status) == ("VAT_ID_INVALID", 400)
    assert "leave it empty" in str(refusal.value)


@pytest.mark.parametrize("country", ["", "QQ", "EU", "D", "../de"])
def test_vat_id_without_a_country_asks_for_it(country):
    with pytest.raises(VatIdRefused, match="Choose the country"):
        clean_vat_id(country, "DE136695976")


def test_refusal_names_the_country_in_the_language_of_the_reader():
    with translation.override("id"), pytest.raises(VatIdRefused) as refusal:
        clean_vat_id("DE", "1")

    assert "Jerman" in str(refusal.value)
