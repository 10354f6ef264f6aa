"""Enrolling and leaving. Each is a page that asks and a POST that acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from catalog.enroll_box import enroll_box, offer_of
from catalog.errors import CourseClosed
from catalog.models import CoursePage, Enrollment
from catalog.queries.outline import course_outline
from catalog.services.enrollment import enroll_oneself
from catalog.services.enrollment import leave as leave_course
from lms_site.errors import DomainError


def _course(course_key) -> CoursePage:
    courses = CoursePage.objects.filter(translation_key=course_key, alias_of__isnull=True)
    return get_object_or_404(courses.select_related("category", "image").order_by("-live", "pk")[:1])


@never_cache
@login_required
def enroll(request: HttpRequest, course_key) -> HttpResponse:
    """GET asks with one button; POST enrolls and opens the first lesson."""
    course = _course(course_key)
    if request.method == "POST":
        try:
            enroll_oneself(user=request.user, course=course)
        except DomainError as error:
            messages.error(request, str(error.message))
            return redirect("learn" if isinstance(error, CourseClosed) else course.get_url())
        messages.success(request, _("You are enrolled. Enjoy the course."))
        return redirect(_first_step(course))
    box = enroll_box(request.user, offer_of(course))
    if box.state in ("enrolled", "completed"):
        return redirect(box.continue_url)
    summary = getattr(course, "card", None)
    return render(request, "catalog/enroll.html", {"course": course, "summary": summary, "box": box})


def _first_step(course: CoursePage) -> str:
    lesson = course_outline(course).next_open(())
    return lesson.url if lesson else course.get_url()


@never_cache
@login_required
def leave(request: HttpRequest, course_key) -> HttpResponse:
    """GET asks with the name of the course; POST leaves. Progress is kept."""
    enrollment = get_object_or_404(Enrollment, user=request.user, course_key=course_key, is_active=True)
    course = _course(course_key)
    if request.method == "POST":
        leave_course(user=request.user, course_key=course_key)
        messages.success(request, _("You have left “%(course)s”. Your progress is kept.") % {"course": course.title})
        return redirect("learn")
    return render(request, "catalog/leave.html", {"course": course, "enrollment": enrollment})
