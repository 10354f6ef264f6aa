"""The moderator's inbox: course reviews, reported reviews and reported messages on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from catalog.admin.reviews import moderators_only
from catalog.queries.moderation import COURSE, MESSAGE, REVIEW, waiting_for_moderators
from lms_site.cms.page_head import page_head

# By kind: what it is called, and the address where it is decided.
KINDS = {
    COURSE: (gettext_lazy("Course review"), "course_review"),
    REVIEW: (gettext_lazy("Reported review"), "moderate_review"),
    MESSAGE: (gettext_lazy("Reported message"), "moderate_message"),
}


@require_GET
@moderators_only
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the longest first."""
    context = {
        "rows": [
            (row, KINDS[row.kind][0], reverse(KINDS[row.kind][1], args=[row.pk])) for row in waiting_for_moderators()
        ],
        **page_head(_("Moderation"), "tasks"),
    }
    return render(request, "catalog/admin/moderation.html", context)
