"""What an author sees first in the CMS: the courses that are theirs, and the next step for each."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from catalog.models import CoursePage
from catalog.queries.board_courses import Gap, course_state, course_state_name, gaps_of, own_courses, with_facts
from catalog.rules import moderates

SHOWN = 10
OPTIONAL_GAPS = {"picture"}


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course of the panel: its state, what is still missing, and the one thing to do next."""

    course: CoursePage
    state: str
    state_name: str | Promise
    gaps: list[Gap]
    action: str | Promise
    action_url: str


class MyCoursesPanel(Component):
    """The courses that the person may write, the last changed first; one query."""

    name = "my_courses"
    template_name = "catalog/admin/my_courses_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        courses = with_facts(own_courses(user)).select_related("latest_revision").order_by("-changed_at", "pk")
        shown = list(courses[: SHOWN + 1])
        return {
            "cards": [card_of(course) for course in shown[:SHOWN]],
            "has_more": len(shown) > SHOWN,
            "can_create": user.has_perm("catalog.create_course"),
            "sees_all": moderates(user),
        }


def card_of(course: CoursePage) -> CourseCard:
    """The card of a course from `with_facts`."""
    gaps = gaps_of(course)
    action, address = next_step(course, gaps)
    return CourseCard(course, course_state(course), course_state_name(course), gaps, action, address)


def next_step(course: CoursePage, gaps: list[Gap]) -> tuple[str | Promise, str]:
    """The one primary action: lessons first, then what the course page lacks, then going on."""
    codes = {gap.code for gap in gaps}
    if "lessons" in codes:
        return _("Add lessons"), reverse("course_board", args=[course.pk])
    if codes - OPTIONAL_GAPS:
        return _("Complete the course page"), reverse("wagtailadmin_pages:edit", args=[course.pk])
    return _("Open the curriculum"), reverse("course_board", args=[course.pk])
