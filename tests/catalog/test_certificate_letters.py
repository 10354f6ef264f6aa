"""Names in letters that the certificate's fonts have."""

import pytest

from catalog.certificates.legible import BREAK_HERE, LONGEST_RUN, LONGEST_TEXT, legible


@pytest.mark.parametrize(
    "name", ["Dewi Anggraini, S.Sn.", "Łukasz Żółć", "Nguyễn Thị Ánh", "Жанна Щукина", "Ελένη", "O’Brien-Şahin"]
)
def test_legible_leaves_names_alone_that_the_fonts_can_write(name):
    assert legible(name) == name


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("王小明", "Wang Xiao Ming"),
        ("田中 さくら", "Tian Zhong sakura"),
        ("김민수", "Gim Min Su"),
        ("მარიამ", "mariam"),
        ("Siti 王", "Siti Wang"),
        ("٣٤", "34"),
    ],
)
def test_legible_romanises_other_scripts(name, written):
    assert legible(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada 🚀 Lovelace", "Ada Lovelace"),
        ("👩🏽‍🏫", "—"),
        ("", "—"),
        (" \t\n", "—"),
        ("Jo\u202eann\u0000", "Joann"),
        ("Ann\u00a0 Lee\nSmith", "Ann Lee Smith"),
    ],
)
def test_legible_drops_pictures_and_controls_and_writes_one_line(name, written):
    assert legible(name) == written


def test_legible_composes_accents_so_that_the_font_has_them():
    assert legible("Nun\u0303ez") == "Nuñez"


def test_legible_lets_long_words_break_without_losing_a_letter():
    word = "Djojohadikoesoemo" * 6
    broken = legible(word)
    assert broken.replace(BREAK_HERE, "") == word
    assert max(len(part) for part in broken.split(BREAK_HERE)) <= LONGEST_RUN


def test_legible_ends_what_is_too_long_for_the_sheet_in_an_ellipsis():
    written = legible("ﷺ" * 60)
    assert written.endswith("…")
    assert len(written.replace(BREAK_HERE, "")) == LONGEST_TEXT + 1


def test_legible_keeps_markup_as_plain_characters():
    assert legible("#eval($x$) <b> *_`@") == "#eval($x$) <b> *_`@"
