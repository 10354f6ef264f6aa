"""What an author sees first in the CMS: the courses that are theirs."""

from typing import Any

from wagtail.admin.ui.components import Component

from catalog.models import CoursePage
from catalog.rules import moderates

SHOWN = 10


class MyCoursesPanel(Component):
    """The courses that the person may write, the last changed first; two queries."""

    name = "my_courses"
    template_name = "catalog/admin/my_courses_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        courses = CoursePage.objects.order_by("-latest_revision_created_at")
        if not moderates(user):
            courses = courses.filter(team__group__in=user.groups.all()).distinct()
        return {
            "courses": courses[:SHOWN],
            "can_create": user.has_perm("catalog.create_course"),
        }
