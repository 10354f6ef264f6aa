"""Checks of what is written in a course: content, promises, length, order of headings."""

import pytest

from catalog.checks import blocking_findings, check_course
from tests.factories.catalog import lessons_of, make_course

pytestmark = pytest.mark.django_db


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def draft(page, **fields):
    """A new draft of `page` with these fields."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


@pytest.fixture
def course(db):
    """A course with nothing to complain about."""
    return make_course(lessons=1, summary="All about it.", outcomes=[("item", "Do it")])


def test_good_course_has_no_findings(course):
    assert check_course(course) == []


def test_empty_lesson_is_found_in_its_draft(course):
    lesson = draft(lessons_of(course)[0], body=[])

    (finding,) = blocking_findings(course)
    assert (finding.code, finding.page_id, finding.page_title) == ("empty_lesson", lesson.pk, lesson.title)
    assert "empty" in finding.message
    assert check_course(course, drafts=False) == []
