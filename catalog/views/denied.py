"""The page that says why a lesson is closed and what to do."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.access import EXPLANATIONS, Access, Reason, Standing
from catalog.queries.outline import Outline, OutlineLesson
from lms_site.public import mark_private


def denied_response(
    request: HttpRequest, outline: Outline, lesson: OutlineLesson, access: Access, standing: Standing
) -> HttpResponse:
    """Visitors go to sign in and come back; everybody else gets 403 with the reason and one next step."""
    if access.reason == Reason.SIGN_IN:
        return redirect_to_login(request.get_full_path())
    action_url, action_label = _next_step(outline, access, standing)
    response = render(
        request,
        "catalog/lesson_denied.html",
        {
            "title": lesson.title,
            "page": lesson,
            "course": {"title": outline.course_title, "url": outline.course_url},
            "access": access,
            "headline": _("“%(lesson)s” is closed for now") % {"lesson": lesson.title},
            "explanation": EXPLANATIONS[access.reason],
            "action_url": action_url,
            "action_label": action_label,
        },
        status=403,
    )
    return mark_private(response)


def _next_step(outline: Outline, access: Access, standing: Standing) -> tuple[str, str]:
    if access.reason == Reason.SEQUENCE:
        waiting = outline.next_open(standing.completed)
        if waiting is not None:
            return waiting.url, _("Go to “%(lesson)s”") % {"lesson": waiting.title}
    if access.reason in (Reason.NOT_ENROLLED, Reason.ENDED):
        return outline.course_url, _("See the course")
    return reverse("learn"), _("Back to my learning")
