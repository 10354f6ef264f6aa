"""Checks of what is written in a course: content, promises, length, order of headings."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from catalog.checks import blocking_findings, check_course
from catalog.checks.writing import LONG_WORDS
from tests.catalog.check_material import codes_of, drafted, faultless_course, lesson_with, only_lesson
from tests.factories.catalog import MediaFactory, make_course
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=faultless_course())


course = own("course")


def test_good_course_has_no_findings(course):
    assert check_course(course) == check_course(course, drafts=False) == []


def test_empty_lesson_is_found_in_its_draft_alone(course):
    lesson = drafted(only_lesson(course), body=[])

    (finding,) = blocking_findings(course)
    assert (finding.code, finding.page_id, finding.page_title) == ("empty_lesson", lesson.pk, lesson.title)
    assert "empty" in finding.message
    assert codes_of(course, drafts=False) == []


@pytest.mark.parametrize(
    "block",
    [
        ("paragraph", "<p> </p>"),
        ("heading", {"text": "", "level": "h2"}),
        ("callout", {"kind": "tip", "title": "", "text": ""}),
        ("nonsense", {"text": "a block that does not exist"}),
    ],
)
def test_lesson_of_blocks_that_say_nothing_is_empty(course, block):
    lesson_with(course, block)

    assert ("empty_lesson", "") in codes_of(course)


@pytest.mark.parametrize(
    "block",
    [
        ("table", {"caption": "", "table": {"data": [["", "x"]]}}),
        ("tabs", {"items": [{"title": "", "text": "<p>Inside</p>"}]}),
        ("embed", {"url": "https://youtu.be/dQw4w9WgXcQ"}),
        ("math", {"latex": "a^2"}),
    ],
)
def test_lesson_of_one_block_is_not_empty(course, block):
    lesson_with(course, block)

    assert ("empty_lesson", "") not in codes_of(course)


def test_lesson_of_a_film_alone_is_not_empty(course):
    film = MediaFactory(transcript="Good morning.")
    drafted(only_lesson(course), body=[], video=film)

    assert codes_of(course) == [("captions_wanted", "")]


def test_course_without_lessons_promises_and_summary():
    course = make_course(modules=0, live=False)

    assert codes_of(course) == [("no_lessons", ""), ("no_outcomes", ""), ("no_summary", "")]
    assert [finding.code for finding in blocking_findings(course)] == ["no_lessons", "no_outcomes"]


def test_outcomes_of_blanks_are_none(course):
    drafted(course, outcomes=[("item", "  ")])

    assert codes_of(course) == [("no_outcomes", "")]


def test_long_lessons_are_advice(course):
    words = ("paragraph", f"<p>{'word ' * 2500}</p>")
    lesson_with(course, words, words)
    assert codes_of(course) == [("long_words", "")]
    drafted(only_lesson(course), expected_minutes=61)

    found = check_course(course)
    assert [finding.code for finding in found] == ["long_minutes"]
    assert "61" in found[0].message
    assert blocking_findings(course) == []
    assert LONG_WORDS < 5000


def test_transcript_does_not_make_a_lesson_long(course):
    film = MediaFactory(transcript="x")
    lesson_with(course, ("video", {"media": film.pk, "transcript": "word " * 5000}))

    assert codes_of(course) == [("captions_wanted", "b0")]


def test_part_of_a_section_needs_a_section_before_it(course):
    part, section = ("heading", {"text": "Part", "level": "h3"}), ("heading", {"text": "Section", "level": "h2"})
    lesson_with(course, part, section, part)

    assert codes_of(course) == [("heading_skips", "b0")]


def test_findings_speak_the_language_of_who_asks(course):
    drafted(only_lesson(course), title="Persen 100%", body=[])
    (english,) = check_course(course)
    with translation.override("id"):
        (told,) = check_course(course)

    assert english.page_title == told.page_title == "Persen 100%"
    assert english.code == told.code
