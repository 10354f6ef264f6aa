"""Learning paths: the page with each course's state, and the two ways in and out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from catalog.models import LearningPathPage, PathEnrollment
from catalog.queries.paths import path_view
from catalog.services.paths import enroll_in_path, leave_path
from lms_site.errors import DomainError
from lms_site.public import mark_audience, mark_private


def path_response(request: HttpRequest, path: LearningPathPage) -> HttpResponse:
    """The page of a path; caches keep it for visitors unless the path is not for everybody."""
    response = render(request, path.template, path.get_context(request))
    if path.get_view_restrictions().exists():
        return mark_private(response)
    return mark_audience(request, response)


def _path(path_key) -> LearningPathPage:
    paths = LearningPathPage.objects.live().filter(translation_key=path_key, alias_of__isnull=True)
    return get_object_or_404(paths.public().order_by("pk")[:1])


@never_cache
@login_required
def enroll(request: HttpRequest, path_key) -> HttpResponse:
    """GET asks with one button; POST enters the path and goes back to its page."""
    path = _path(path_key)
    if request.method == "POST":
        try:
            enroll_in_path(user=request.user, path=path)
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("You are on the path. Its free courses are open for you."))
        return redirect(path.get_url())
    view = path_view(path, request.user)
    if view.enrollment is not None:
        return redirect(path.get_url())
    return render(request, "catalog/path_enroll.html", {"path": path, "view": view})


@never_cache
@login_required
def leave(request: HttpRequest, path_key) -> HttpResponse:
    """GET asks with the name of the path; POST leaves it. The courses stay."""
    enrollment = get_object_or_404(PathEnrollment, user=request.user, path_key=path_key, is_active=True)
    path = LearningPathPage.objects.filter(translation_key=path_key).order_by("-live", "pk").first()
    title = path.title if path else ""
    if request.method == "POST":
        leave_path(user=request.user, path_key=path_key)
        messages.success(request, _("You have left “%(path)s”. Its courses stay open.") % {"path": title})
        return redirect("learn")
    return render(request, "catalog/path_leave.html", {"title": title, "path": path, "enrollment": enrollment})
