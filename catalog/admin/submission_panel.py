"""Course reviews on the first page of the CMS: what waits for moderators, what authors should know."""

from typing import Any

from wagtail.admin.ui.components import Component

from catalog.models import CourseSubmission
from catalog.queries.submissions import listed, states_of

SHOWN = 5


class ReviewsPanel(Component):
    """Moderators: the courses that wait longest. Authors: their courses in review or returned. Two queries."""

    name = "course_reviews"
    template_name = "catalog/admin/submission_panel.html"
    order = 60

    def __init__(self, order: int | None = None) -> None:
        self.order = order or self.order

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if user.has_perm("catalog.decide_submission"):
            rows = listed(user).filter(state=CourseSubmission.State.OPEN).order_by("created_at", "pk")[:SHOWN]
            return {"rows": list(rows), "moderates": True}
        courses = listed(user).order_by().values_list("course_id", flat=True).distinct()
        told = [state.submission_id for state in states_of(courses).values()]
        return {"rows": list(listed(user).filter(pk__in=told)[:SHOWN]), "moderates": False}
