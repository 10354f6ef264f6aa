"""The list of the demo's media says what the courses say of them."""

import re

import pytest

from home.demo.courses import COURSES
from home.demo.files import DOCUMENTS, IMAGES, MEDIA, MEDIA_DIR

README = (MEDIA_DIR / "README.md").read_text("utf-8")
ROWS = {cells[0].strip("` "): cells[1:] for cells in (line.strip("| ").split(" | ") for line in README.splitlines())}


def pictures() -> dict[str, tuple[str, str]]:
    """Alt text and caption of every picture in the lessons, by file name."""
    blocks = [
        value for course in COURSES for lesson in course.lessons() for kind, value in lesson.body if kind == "image"
    ]
    return {value["image"].name: (value["alt"], value["caption"]) for value in blocks}


@pytest.mark.parametrize("name", sorted(pictures()))
def test_alt_text_and_caption_are_those_of_the_lesson(name):
    assert tuple(ROWS[name][1:]) == pictures()[name]


@pytest.mark.parametrize("name", sorted({*IMAGES, *DOCUMENTS, *MEDIA}))
def test_every_file_is_listed(name):
    assert name in ROWS
    assert (MEDIA_DIR / name).is_file()


def test_courses_are_named_as_they_are_called():
    titles = {course.title for course in COURSES}
    in_italics = set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", README))
    assert in_italics
    assert in_italics <= titles
    assert [name for name in pictures() if not ROWS[name][0].startswith(tuple(titles))] == []
