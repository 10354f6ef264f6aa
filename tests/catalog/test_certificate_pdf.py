"""The certificate on paper: one page, the right words, whatever people are called."""

import io
import unicodedata
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from pypdf import PdfReader

from catalog.certificates.render import CertificateSnapshot, render_certificate_pdf
from catalog.covers import MOTIFS

SNAPSHOT = CertificateSnapshot(
    uuid="5b8b1c1e-7c56-4a0e-9d47-3f9a1d2b6c10",
    recipient_name="Dewi Anggraini, S.Sn.",
    course_title="Batik by Numbers",
    instructor_names="Sekar Wulandari",
    hours=6.5,
    completed_on=date(2026, 3, 14),
    language="en",
    verification_url="https://learn.example.org/certificates/5b8b1c1e-7c56-4a0e-9d47-3f9a1d2b6c10/",
    motif="kawung",
    hue=262,
    site_name="Hybrid LMS",
)


def read(**changes) -> PdfReader:
    """The PDF of the usual snapshot with these changes."""
    return PdfReader(io.BytesIO(render_certificate_pdf(replace(SNAPSHOT, **changes))))


def text_of(**changes) -> str:
    """All text of the PDF, with each run of white space as one space and without invisible breaks."""
    pages = " ".join(page.extract_text() for page in read(**changes).pages)
    return " ".join(pages.replace("\u200b", "").split())


# --- What is on it ---------------------------------------------------------------------------
def test_certificate_says_who_what_when_and_how_to_check():
    text = text_of()
    for words in (
        "Certificate of completion",
        "Dewi Anggraini, S.Sn.",
        "Batik by Numbers",
        "Sekar Wulandari",
        "6.5 hours",
        "March 14, 2026",
        "Hybrid LMS",
        SNAPSHOT.uuid,
        SNAPSHOT.verification_url,
    ):
        assert words in text


def test_certificate_is_one_a4_page_in_landscape():
    document = read()
    assert len(document.pages) == 1
    page = document.pages[0].mediabox
    assert (float(page.width), float(page.height)) == (pytest.approx(841.89, abs=0.1), pytest.approx(595.28, abs=0.1))


def test_certificate_links_to_its_verification_page():
    links = [note.get_object()["/A"]["/URI"] for note in read().pages[0]["/Annots"]]
    assert links == [SNAPSHOT.verification_url]


def test_certificate_names_itself_and_its_language_for_readers_and_screen_readers():
    document = read(language="id")
    assert SNAPSHOT.recipient_name in document.metadata.title
    assert document.root_object["/Lang"] == "id"
    assert document.root_object["/MarkInfo"]["/Marked"]


def test_certificate_brings_its_own_fonts():
    fonts = {font["/BaseFont"] for font in _fonts(read())}
    assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {"Literata", "Figtree"}


def _fonts(document):
    return [font.get_object() for font in document.pages[0]["/Resources"]["/Font"].values()]


def test_certificate_is_the_same_file_for_the_same_facts():
    assert render_certificate_pdf(SNAPSHOT) == render_certificate_pdf(SNAPSHOT)


@pytest.mark.parametrize("motif", MOTIFS)
def test_certificate_is_drawn_in_every_motif(motif):
    assert render_certificate_pdf(replace(SNAPSHOT, motif=motif)).startswith(b"%PDF-1.7")


def test_certificate_refuses_a_motif_that_does_not_exist():
    with pytest.raises(ValueError, match="no such cover"):
        render_certificate_pdf(replace(SNAPSHOT, motif="tartan"))


# --- Words -----------------------------------------------------------------------------------
def test_certificate_in_indonesian_writes_the_date_in_indonesian():
    assert "14 Maret 2026" in text_of(language="id")


def test_certificate_in_a_language_that_the_site_does_not_speak_is_in_english():
    text = text_of(language="fr")
    assert "Certificate of completion" in text
    assert "March 14, 2026" in text


@pytest.mark.parametrize(("hours", "words"), [(1, "1 hour"), (1.0, "1 hour"), (0.5, "0.5 hours"), (12, "12 hours")])
def test_certificate_counts_hours_in_words_that_fit_the_number(hours, words):
    text = text_of(hours=hours)
    assert f"{words} " in f"{text} "


def test_certificate_without_instructors_leaves_their_place_out():
    assert "Taught by" in text_of()
    assert "Taught by" not in text_of(instructor_names="  ")


# --- Names that try to be something else -----------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        '#eval("panic()")',
        "#set page(width: 1pt)",
        "$x + y$",
        "<script>alert(1)</script>",
        "*bold* _slanted_ `code` @reference",
        "] #panic() [",
        '"}, "course": "Medicine',
        "\\u{41} \\ // /* ",
        "= Heading - item + item",
        "Jo  & Ann; DROP TABLE",
    ],
)
def test_certificate_shows_markup_in_a_name_as_it_was_typed(name):
    text = text_of(recipient_name=name)
    assert " ".join(name.split()) in text
    assert "Batik by Numbers" in text


@pytest.mark.parametrize(
    "name",
    [
        "Siti Nurhaliza binti Tarudin",
        "Łukasz Żółć",
        "Nguyễn Thị Ngọc Ánh",
        "José Núñez-Ağaoğlu",
        "Жанна Д’Арк",
        "Ελένη Παπαδοπούλου",
        "Nu\u0301n\u0303ez",
    ],
)
def test_certificate_writes_names_in_their_own_letters(name):
    assert unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", text_of(recipient_name=name))


@pytest.mark.parametrize(
    ("name", "written"),
    [("王小明", "Wang Xiao Ming"), ("김민수", "Gim Min Su"), ("สมชาย", "smchay"), ("Ada 🚀 Lovelace", "Ada Lovelace")],
)
def test_certificate_romanises_scripts_that_its_fonts_lack(name, written):
    assert f"awarded to {written} who" in text_of(recipient_name=name)


@pytest.mark.parametrize("name", ["", "🚀🚀", "\u202e\u0000", "   "])
def test_certificate_of_a_name_that_cannot_be_written_shows_a_dash(name):
    assert "awarded to — who" in text_of(recipient_name=name)


@pytest.mark.parametrize(
    "name",
    ["W" * 255, "Djojohadikoesoemo " * 14, "i" * 255, "ﷺ" * 60, "e\u0301" * 120],
    ids=["one wide word", "many long words", "one narrow word", "ligatures of a sentence", "accents"],
)
def test_certificate_with_very_long_names_stays_on_one_page(name):
    document = read(recipient_name=name, course_title=name, instructor_names=name)
    assert len(document.pages) == 1
    assert SNAPSHOT.uuid in document.pages[0].extract_text()


def test_certificate_with_a_long_name_shows_all_of_it():
    name = "Raden Ajeng Kartini Djojohadikoesoemo Prawiranegara binti Sastrodiningrat " * 2
    assert name.strip() in text_of(recipient_name=name)


def test_certificate_of_a_long_verification_address_keeps_it_whole():
    address = f"https://{'learning-' * 12}platform.example.org/certificates/{uuid4()}/"
    assert address in text_of(verification_url=address).replace(" ", "").replace("\n", "")
