"""Invoices and credit notes on paper: the right words and amounts, whatever people and courses are called."""

import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from commerce.models import Invoice
from commerce.papers.render import render_paper
from commerce.services.invoices import issue_credit_note, issue_invoice
from commerce.taxes import TaxRule
from tests.factories.papers import VAT, make_paid_order, make_settled_refund
from tests.sharing import own

pytestmark = pytest.mark.django_db


def read(invoice: Invoice) -> PdfReader:
    return PdfReader(io.BytesIO(render_paper(invoice)))


def text_of(invoice: Invoice) -> str:
    """All text, with each run of white space as one space."""
    pages = " ".join(page.extract_text() for page in read(invoice).pages)
    return " ".join(pages.split())


def invoice_of(**options) -> Invoice:
    return issue_invoice(order_id=make_paid_order(**options).pk)


def renamed(invoice: Invoice, *, title: str = "", **buyer: str) -> Invoice:
    """The same invoice of somebody or something else; not stored."""
    invoice.content["buyer"].update(buyer)
    for line in invoice.content["lines"]:
        line["title"] = title or line["title"]
    return invoice


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(invoice=invoice_of(), taxed=invoice_of(rule=VAT))


invoice, taxed = own("invoice"), own("taxed")


# --- What is on it ---------------------------------------------------------------------------
def test_invoice_shows_parties_lines_taxes_and_total():
    buyer = {
        "billing_name": "Dewi Ltd",
        "billing_address": "Hauptstr. 1\n10115 Berlin",
        "country": "DE",
        "region": "Berlin",
    }
    invoice = invoice_of(prices=(11900, 11900), discount_minor=1190, coupon_code="BATIK10", rule=VAT, **buyer)

    text = text_of(invoice)

    for words in (
        "Invoice",
        invoice.number,
        "Dewi Ltd",
        "10115 Berlin",
        "Berlin, Germany",
        invoice.order.email,
        invoice.order.number,
        "Course 1",
        "€119.00",
        "Discount (BATIK10) −€23.80",
        "VAT 19% of €180.00 €34.20",
        "Total paid €214.20",
        "Prices and discounts include tax.",
        invoice.content["payment"]["reference"],
        "Page 1 of 1",
    ):
        assert words in text.replace("\u00a0", " ")


def test_invoice_without_tax_and_discount_says_only_what_was_paid():
    text = text_of(invoice_of(prices=(1900,)))

    assert "Total paid €19.00" in text
    for word in ("tax", "Discount", "Price"):
        assert word not in text


def test_credit_note_shows_what_it_corrects_and_what_went_back():
    order = make_paid_order(prices=(11900,), rule=VAT)
    note = issue_credit_note(refund_id=make_settled_refund(order, part=Decimal("0.5")).pk)

    text = text_of(note)

    assert "Credit note" in text
    assert f"Corrects invoice {note.content['corrects']['number']}" in text
    assert "Total sent back €59.50" in text.replace("\u00a0", " ")


def test_invoice_under_reverse_charge_has_the_sentence_and_no_rate():
    rule = TaxRule(name="VAT", percent=Decimal(19), is_reverse_charged=True)

    text = text_of(invoice_of(rule=rule, vat_id="ATU13585627", country="AT"))

    assert "VAT id: ATU13585627" in text
    assert "Reverse charge: the buyer owes the tax" in text
    assert "19%" not in text


def test_invoice_in_indonesian_writes_date_and_amounts_as_people_there_do():
    rule = TaxRule(name="PPN", percent=Decimal(11), is_included=True)
    invoice = invoice_of(prices=(15_000_000,), rule=rule, currency="IDR", language="id")
    invoice.content["issued_on"] = "2026-03-14"

    text = text_of(invoice).replace("\u00a0", " ")

    assert "14 Maret 2026" in text
    assert "PPN 11%" in text
    assert "Rp 150.000" in text
    assert read(invoice).root_object["/Lang"] == "id"


def test_paper_is_the_same_file_for_the_same_content(invoice):

    assert render_paper(invoice) == render_paper(invoice)


def test_paper_names_itself_and_brings_its_own_fonts(invoice):
    document = read(invoice)
    fonts = [font.get_object()["/BaseFont"] for font in document.pages[0]["/Resources"]["/Font"].values()]

    assert document.metadata.title == f"Invoice {invoice.number}"
    assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {"Literata", "Figtree"}
    assert document.root_object["/MarkInfo"]["/Marked"]


# --- What does not break it ------------------------------------------------------------------
def test_fifty_lines_go_over_pages_each_whole_and_counted():
    invoice = invoice_of(prices=(11900,) * 50, rule=VAT)
    pages = [page.extract_text() for page in read(invoice).pages]

    assert len(pages) == 3
    assert all("Description" in page for page in pages)
    assert f"Page 3 of {len(pages)}" in pages[-1]
    assert sum(page.count("Course ") for page in pages) == 50
    # A line that was torn apart would have its amounts on one page and the rate under them on the next.
    assert [page.count("Course ") for page in pages[:-1]] == [page.count("19%") for page in pages[:-1]]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("王小明", "Wang Xiao Ming"),
        ("محمد", "mhmd"),
        ("김민수", "Gim Min Su"),
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Nguyễn Thị Ngọc Ánh", "Nguyễn Thị Ngọc Ánh"),
        ("Жанна Д’Арк", "Жанна Д’Арк"),
        ("Ada 🚀 Lovelace", "Ada Lovelace"),
        ("#eval(1) *bold* $x$", "#eval(1) *bold* $x$"),
        ("<b>Bo & Co</b>", "<b>Bo & Co</b>"),
        ("../../etc/passwd", "../../etc/passwd"),
    ],
)
def test_names_are_written_in_letters_that_the_fonts_have_and_never_as_markup(typed, written, taxed):
    invoice = renamed(taxed, title=typed, name=typed, address=f"{typed}\n{typed}")

    assert text_of(invoice).count(written) == 4


@pytest.mark.parametrize(
    "long", ["W" * 255, "word " * 51, "i" * 255, "ﷺ" * 60], ids=["wide", "words", "narrow", "ligatures"]
)
def test_long_names_stay_within_their_columns(long, taxed):
    invoice = renamed(taxed, title=long, name=long, address=f"{long}\n" * 12, region=long, vat_id="9" * 20)
    document = read(invoice)

    for page in document.pages:
        right = float(page.mediabox.width)
        places = []
        page.extract_text(visitor_text=lambda _text, _cm, place, _font, _size, into=places: into.append(place[4]))
        assert max(places) < right
    assert "Total paid" in document.pages[-1].extract_text()


def test_what_is_copied_out_of_the_paper_has_no_invisible_signs(invoice):
    email = "a-rather-long-address-of-somebody@example.com"

    assert email in text_of(renamed(invoice, email=email)).replace(" ", "")
