"""Findings of content checks beside the editor of a course or a lesson."""

from itertools import groupby

from django import template

from catalog.checks.course import check_page
from catalog.checks.finding import Finding
from catalog.models import CoursePage, LessonPage
from catalog.queries.checks import stored_findings

register = template.Library()


@register.inclusion_tag("catalog/admin/check_panel.html", takes_context=True)
def content_findings(context):
    """What is to be put right in the page that is open; of a course, in its lessons as well, as last checked."""
    page = context.get("object")
    if not isinstance(page, CoursePage | LessonPage) or not page.pk:
        return {}
    below = []
    if isinstance(page, CoursePage):
        below = by_page([found for found in stored_findings([page.pk]) if found.page_id != page.pk])
    return {"page": page, "findings": check_page(page), "below": below, "is_course": isinstance(page, CoursePage)}


def by_page(findings: list[Finding]) -> list[tuple[int, str, list[Finding]]]:
    """Page id, title and findings of each page, in the order of the pages."""
    groups = groupby(findings, key=lambda found: (found.page_id, found.page_title))
    return [(page_id, title, list(group)) for (page_id, title), group in groups]
