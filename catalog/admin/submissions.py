"""Handing a course in for review, the list of reviews, and taking one back."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from catalog.admin.submission_forms import SubmitForm
from catalog.errors import NotReadyForReview
from catalog.models import CoursePage, CourseSubmission
from catalog.queries.submission_changes import gather
from catalog.queries.submissions import listed, unfinished
from catalog.services.submissions import submit_course, withdraw_submission
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError

PAGE_SIZE = 20
FILTERS = ("open", "approved", "returned", "withdrawn")


def submit(request: HttpRequest, course_id: int) -> HttpResponse:
    """Show what would be handed in, and hand it in; a course that waits already leads to its review."""
    course = get_object_or_404(CoursePage, pk=course_id)
    if not request.user.has_perm("catalog.submit_course", course):
        raise PermissionDenied
    waiting = unfinished(course.pk).first()
    if waiting is not None:
        messages.warning(request, _("This course is in review already."))
        return redirect("course_review", waiting.pk)
    form = SubmitForm(request.POST if request.method == "POST" else None, course=course)
    hindrances: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            submission = submit_course(course=course, author=request.user, **form.wishes())
        except NotReadyForReview as error:
            hindrances = error.hindrances
        else:
            messages.success(request, _("“%(title)s” is with the moderators now.") % {"title": submission.course.title})
            return redirect("course_review", submission.pk)
    context = {"course": course, "form": form, "changes": gather(course), "hindrances": hindrances}
    editor = (course.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[course.pk]))
    context |= page_head(_("Submit course for review"), "check", editor)
    return render(request, "catalog/admin/submission_form.html", context)


def listing(request: HttpRequest) -> HttpResponse:
    """Reviews of all courses for moderators, of their own for authors; those that wait first asked for."""
    if not request.user.has_perm("catalog.create_course"):
        raise PermissionDenied
    state = request.GET.get("state", "")
    rows = listed(request.user)
    if state in FILTERS:
        rows = rows.filter(state=state)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p")),
        "state": state if state in FILTERS else "",
        "states": CourseSubmission.State.choices,
        **page_head(_("Course reviews"), "check"),
    }
    return render(request, "catalog/admin/submission_list.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a course back that is not published yet; for its team."""
    submission = get_object_or_404(CourseSubmission.objects.select_related("course"), pk=pk)
    if not request.user.has_perm("catalog.submit_course", submission.course):
        raise PermissionDenied
    try:
        withdraw_submission(submission_id=pk, author=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The course is not in review any more. Your drafts are as they were."))
    return redirect("course_review", pk)
