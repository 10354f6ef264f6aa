"""What the tests of content checks share: a course without a fault, and drafts with one."""

from typing import Any

from catalog.checks import check_course
from catalog.models import CoursePage, LessonPage
from tests.factories.catalog import lessons_of, make_course


def faultless_course(**fields: Any) -> CoursePage:
    """A live course of one lesson with nothing to complain about."""
    return make_course(lessons=1, summary="All about it.", outcomes=[("item", "Do it")], **fields)


def only_lesson(course: CoursePage) -> LessonPage:
    return lessons_of(course)[0]


def drafted(page, **fields: Any):
    """`page` with a new draft that has these fields; streams as stored data or as blocks."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def lesson_with(course: CoursePage, *blocks: tuple[str, Any]) -> LessonPage:
    """The lesson of the course with a new draft of these blocks, as a program might store them: `b0`, `b1`, …"""
    raw = [{"type": kind, "value": value, "id": f"b{number}"} for number, (kind, value) in enumerate(blocks)]
    body = LessonPage._meta.get_field("body").stream_block.to_python(raw)
    return drafted(only_lesson(course), body=body)


def codes_of(course: CoursePage, *, drafts: bool = True) -> list[tuple[str, str]]:
    """Code and block of each finding."""
    return [(finding.code, finding.block_id) for finding in check_course(course, drafts=drafts)]
