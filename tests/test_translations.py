"""The Indonesian catalogue: whole, faithful to the English, in one voice."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from scripts import messages
from tests.source_texts import Text, texts_of_python, texts_of_template

ROOT = Path(__file__).resolve().parents[1]
APPS = ("accounts", "catalog", "home", "lms_site")
SOURCE = ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"
CATALOGUE = polib.pofile(str(SOURCE))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|%%|\{\w*\}")
TERMS = {
    "certificate": "sertifikat",
    "course": "kursus",
    "enrollment": "pendaftaran",
    "instructor": "pengajar",
    "learner": "peserta",
    "lesson": "pelajaran",
    "module": "modul",
    "password": "kata sandi",
    "progress": "kemajuan",
}
TAG = re.compile(r"</?\w+>")
# English that slips through in a hurry, other words for what has one here, and a tone that is not ours.
STRANGE = re.compile(
    r"!|\b(?:courses?|lessons?|e-mail|surel|passwords?|login|log ?in|logout|sign ?in|sign ?up|enroll\w*"
    r"|learners?|instruktur|siswa|murid|learning|dashboard|please|kamu|anda|silahkan|progres|file|link|klik di sini)\b"
)


def meaning(entry: polib.POEntry) -> str:
    """The Indonesian of an entry; it has one form for any number."""
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def entries(keep: Callable[[polib.POEntry], object] = bool) -> list[str]:
    return [entry.msgid for entry in CATALOGUE if keep(entry)]


def collected(paths: Iterable[Path], texts_of: Callable[[Path], Iterable[Text]]) -> dict[Text, Path]:
    return {text: path.relative_to(ROOT) for path in paths for text in texts_of(path)}


def test_catalogue_is_complete_certain_and_compiled():
    assert messages.find_problems(ROOT) == []
    assert [entry.msgid for entry in CATALOGUE.obsolete_entries()] == []


def test_every_text_of_the_python_code_is_in_the_catalogue():
    known = {(entry.msgctxt or "", entry.msgid) for entry in CATALOGUE}
    paths = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    texts = collected(paths, texts_of_python)

    assert len(texts) > 400
    assert {text: path for text, path in texts.items() if text not in known} == {}


def test_every_text_of_the_templates_is_in_the_catalogue():
    known = {(entry.msgctxt or "", entry.msgid) for entry in CATALOGUE}
    folders = (ROOT / "templates", *(ROOT / app / "templates" for app in APPS))
    paths = (path for folder in folders for kind in ("*.html", "*.txt") for path in folder.rglob(kind))
    texts = collected(paths, texts_of_template)

    assert len(texts) > 300
    assert {text: path for text, path in texts.items() if text not in known} == {}


def test_nothing_is_filled_in_that_the_english_does_not_have_and_nothing_is_lost():
    def differs(entry):
        return set(PLACEHOLDER.findall(meaning(entry))) != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))

    assert entries(differs) == []


def test_markup_is_the_same():
    def differs(entry):
        return Counter(TAG.findall(meaning(entry))) != Counter(TAG.findall(entry.msgid))

    assert entries(differs) == []


def test_sentences_end_as_the_english_ones_do():
    def differs(entry):
        ends = {text[-1] if text[-1] in ".:?…" else "" for text in (entry.msgid, meaning(entry))}
        return len(ends) > 1

    assert entries(differs) == []


def test_indonesian_has_one_form_for_any_number():
    assert CATALOGUE.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert entries(lambda entry: entry.msgid_plural and set(entry.msgstr_plural) != {0}) == []
    with translation.override("id"):
        shown = [ngettext("%(count)d h", "%(count)d h", count) % {"count": count} for count in (0, 1, 2)]
    assert shown == ["0 jam", "1 jam", "2 jam"]


def test_voice_is_one():
    found = {meaning(entry): STRANGE.findall(PLACEHOLDER.sub("", TAG.sub("", meaning(entry)))) for entry in CATALOGUE}

    assert {text: words for text, words in found.items() if words} == {}


@pytest.mark.parametrize(("english", "indonesian"), TERMS.items())
def test_one_english_term_has_one_indonesian_term(english, indonesian):
    term = re.compile(rf"\b{english}s?\b", re.IGNORECASE)

    def strays(entry):
        return term.search(PLACEHOLDER.sub("", entry.msgid)) and indonesian not in meaning(entry).lower()

    assert entries(strays) == []


@pytest.mark.parametrize("code", ["id", "id-id"])
def test_our_words_are_there_under_both_names_of_the_language(code):
    """Wagtail names its Indonesian `id-id`; whoever chooses it in the CMS reads our words as well."""
    with translation.override(code):
        assert gettext("Enrollment codes") == "Kode pendaftaran"
