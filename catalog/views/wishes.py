"""The wishlist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog.models import CoursePage, CourseSummary
from catalog.queries.wishes import has_wished, wished_courses
from catalog.services.wishes import add_wish, drop_wish
from lms_site.errors import DomainError


@never_cache
@require_safe
@login_required
def wishlist(request: HttpRequest) -> HttpResponse:
    """The courses one wants to take some day."""
    return render(request, "catalog/wishes.html", {"cards": wished_courses(request.user)})


@never_cache
@login_required
def wish(request: HttpRequest, course_key) -> HttpResponse:
    """GET asks with one button (for those who had to sign in first); POST puts the course on the list."""
    summary = get_object_or_404(CourseSummary.objects.filter(course_key=course_key).order_by("pk")[:1])
    if request.method == "POST":
        try:
            add_wish(user=request.user, course=CoursePage.objects.get(pk=summary.course_id))
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("“%(course)s” is on your wishlist.") % {"course": summary.title})
        return redirect(summary.url)
    if has_wished(request.user, course_key):
        return redirect("catalog:wishlist")
    return render(request, "catalog/wish.html", {"summary": summary})


@never_cache
@require_POST
@login_required
def unwish(request: HttpRequest, course_key) -> HttpResponse:
    """Take the course off the list and go back to where the button stood: its page, or the list."""
    drop_wish(user=request.user, course_key=course_key)
    messages.success(request, _("Taken off your wishlist."))
    summary = CourseSummary.objects.filter(course_key=course_key).order_by("pk").first()
    return redirect(summary.url if summary and "course" in request.POST else "catalog:wishlist")
