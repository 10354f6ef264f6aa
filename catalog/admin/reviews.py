"""Moderating reviews in the CMS: what was reported, what is hidden, and the decision about one."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from catalog.queries.named_courses import course_named, titles_of
from catalog.queries.review_moderation import HIDDEN, REPORTED, review_with_history, reviews_to_moderate
from catalog.rules import moderates
from catalog.services.review_moderation import dismiss_reports, hide_review, restore_review
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError

PER_PAGE = 20


def moderators_only(view):
    """`view` for moderators and admins; everybody else of the CMS is turned away."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not moderates(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@moderators_only
def review_list(request: HttpRequest) -> HttpResponse:
    """Reported reviews, or with ?state=hidden those that are hidden; a page of 20."""
    state = HIDDEN if request.GET.get("state") == HIDDEN else REPORTED
    page = Paginator(reviews_to_moderate(state), PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    titles = titles_of(row.course_key for row in rows)
    context = {
        "state": state,
        "page": page,
        "rows": [(row, titles.get(row.course_key, "")) for row in rows],
        **page_head(_("Reviews"), "comment"),
    }
    return render(request, "catalog/admin/reviews.html", context)


@moderators_only
def review_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One review with its reports and what was decided before; POST decides."""
    review = review_with_history(pk)
    if review is None:
        raise Http404
    if request.method == "POST":
        return _decide(request, pk)
    title = _("Review by %(name)s") % {"name": review.user.name}
    head = page_head(title, "comment", (_("Reviews"), reverse("moderate_reviews")))
    context = {"review": review, "course": course_named(review.course_key), **head}
    return render(request, "catalog/admin/review.html", context)


def _decide(request: HttpRequest, pk: int) -> HttpResponse:
    decision = request.POST.get("decision")
    try:
        if decision == "hide":
            hide_review(moderator=request.user, review_id=pk, reason=request.POST.get("reason", ""))
            messages.success(request, _("The review is hidden. Its author is told why."))
        elif decision == "restore":
            restore_review(moderator=request.user, review_id=pk)
            messages.success(request, _("The review is shown again. Its author is told."))
        elif decision == "dismiss":
            dismiss_reports(moderator=request.user, review_id=pk)
            messages.success(request, _("The review stays as it is."))
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("moderate_review", pk)
    return redirect("moderate_reviews")
