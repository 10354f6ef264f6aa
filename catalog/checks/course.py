"""Checking a whole course."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Page

from catalog.models import CoursePage, LessonPage

from . import shown, writing
from .facts import Facts, facts_about
from .finding import Finding, Note
from .material import MODELS, PageCopy, copies_of, pages_of


def check_course(course: CoursePage, *, drafts: bool = True) -> list[Finding]:
    """Everything that is to be put right in the course, page by page in order, in the active language.

    Looks at the latest drafts, or (`drafts=False`) at what visitors see. Asks no network: links to other
    sites are judged by what the nightly task has found. A fixed number of queries, however many lessons.
    """
    pages = pages_of(course, drafts=drafts)
    return [note.told() for note in notes_on(pages, facts_about(pages))]


def check_page(page: Page) -> list[Finding]:
    """The findings on the latest draft of one course, module or lesson, without the pages below it."""
    course_depth = page.depth - MODELS.index(type(page))
    pages = copies_of([page], course_depth=course_depth)
    facts = facts_about(pages)
    has_lessons = type(page) is not CoursePage or LessonPage.objects.descendant_of(page).exists()
    return [note.told() for copy in pages for note in _on_page(copy, facts, has_lessons=has_lessons)]


def blocking_findings(course: CoursePage) -> list[Finding]:
    """What keeps the drafts of the course from being submitted for review."""
    return [finding for finding in check_course(course) if finding.is_blocking]


def notes_on(pages: list[PageCopy], facts: Facts) -> list[Note]:
    """The notes on pages of one course, in their order; asks the database nothing."""
    has_lessons = any(page.model is LessonPage for page in pages)
    return [note for page in pages for note in _on_page(page, facts, has_lessons=has_lessons)]


def _on_page(page: PageCopy, facts: Facts, *, has_lessons: bool) -> Iterator[Note]:
    if page.model is CoursePage and not has_lessons:
        yield Note("no_lessons", page.id, page.title)
    for rule in writing.RULES:
        yield from rule(page)
    for rule in shown.RULES:
        yield from rule(page, facts)
