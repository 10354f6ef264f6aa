"""What the tests of the demo ask about: its blocks, its references, its programs."""

from collections.abc import Iterator
from typing import Any

from home.demo.courses import COURSES
from home.demo.outline import Ref
from home.demo.site import HELP_BODY


def all_blocks() -> Iterator[tuple[str, Any]]:
    """Every block of every course, and of the help page."""
    yield from HELP_BODY
    for course in COURSES:
        yield from course.blocks()


def refs_in(value: Any) -> Iterator[Ref]:
    """Every reference inside `value`, however deep."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, dict):
        yield from refs_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from refs_in(part)


def all_refs() -> set[Ref]:
    """Every reference of the demo: in blocks, videos and attachments."""
    found = set(refs_in([value for _kind, value in all_blocks()]))
    for course in COURSES:
        found |= set(refs_in([(lesson.video, lesson.attachments) for lesson in course.lessons()]))
    return found


def all_words() -> str:
    """Everything that a reader may see, in one string."""
    return repr([list(all_blocks()), COURSES])


def programs() -> list[tuple[str, str]]:
    """(where it stands, source) of every Python program in the lessons."""
    return [
        (f"{course.slug}/{lesson.slug}/{number}", value["code"])
        for course in COURSES
        for lesson in course.lessons()
        for number, (kind, value) in enumerate(lesson.body)
        if kind == "code" and value["language"] == "python"
    ]


def code_block(lesson_slug: str, number: int) -> str:
    """The source of the `number`-th code block (from 0) of a lesson."""
    lesson = next(lesson for course in COURSES for lesson in course.lessons() if lesson.slug == lesson_slug)
    return [value["code"] for kind, value in lesson.body if kind == "code"][number]
