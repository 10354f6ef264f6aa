"""Announcements: those of one course, with the form for its team; those of all one's courses; the choice of mail."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from catalog.forms import AnnouncementForm
from catalog.models import CoursePage
from catalog.queries.announcements import announcements_for, announcements_of, standing_announcements, wants_mail
from catalog.queries.named_courses import course_named, open_enrollment, titles_of
from catalog.rules import moderates
from catalog.services.announcements import announce, choose_mail, remove_announcement
from catalog.services.reviews import is_on_team
from catalog.signed import read_mail_choice
from lms_site.errors import DomainError


@never_cache
@login_required
def announcements(request: HttpRequest, course_key) -> HttpResponse:
    """What the team told the learners of a course; for the team, the form to tell them more."""
    course = course_named(course_key)
    if course is None:
        raise Http404
    is_team = is_on_team(request.user, course_key)
    if not is_team and open_enrollment(request.user, course_key) is None and not moderates(request.user):
        raise Http404
    form = AnnouncementForm(request.POST or None) if is_team else None
    if form and request.method == "POST" and form.is_valid() and _announced(request, course, form):
        return redirect("catalog:announcements", course_key)
    context = {
        "course": course,
        "page": announcements_of(course_key, request.GET.get("before")),
        "form": form,
        "is_team": is_team,
        "wants_mail": wants_mail(request.user.pk, course_key),
    }
    status = 422 if form and form.errors else 200
    return render(request, "catalog/announcements.html", context, status=status)


def _announced(request: HttpRequest, course: CoursePage, form: AnnouncementForm) -> bool:
    try:
        announce(user=request.user, course=course, **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error.message))
        return False
    messages.success(request, _("Everybody who takes the course can read it now."))
    return True


@never_cache
@login_required
def all_announcements(request: HttpRequest) -> HttpResponse:
    """The announcements of all courses that the person takes, the newest first."""
    page = announcements_for(request.user, request.GET.get("before"))
    titles = titles_of(row.course_key for row in page.rows)
    rows = [(row, titles.get(row.course_key, "")) for row in page.rows]
    return render(request, "catalog/announcement_list.html", {"page": page, "rows": rows})


@never_cache
@login_required
def remove(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """GET asks with the title; POST takes the announcement from the site. For the team alone."""
    announcement = get_object_or_404(standing_announcements(), pk=announcement_id)
    if not is_on_team(request.user, announcement.course_key):
        raise Http404
    if request.method == "POST":
        remove_announcement(user=request.user, announcement=announcement)
        messages.success(request, _("The announcement is taken from the site."))
        return redirect("catalog:announcements", announcement.course_key)
    return render(request, "catalog/announcement_remove.html", {"announcement": announcement})


@never_cache
def mail_choice(request: HttpRequest, token: str) -> HttpResponse:
    """Announcements of one course by mail or not, from the link in a mail: no sign-in, a button to confirm."""
    try:
        user_id, course_key = read_mail_choice(token)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    get_object_or_404(get_user_model(), pk=user_id)
    if request.method == "POST":
        choose_mail(user_id=user_id, course_key=course_key, wants_mail=request.POST.get("mail") == "yes")
        return redirect("catalog:announcement_mail", token)
    context = {
        "course_title": titles_of([course_key]).get(course_key, ""),
        "wants_mail": wants_mail(user_id, course_key),
    }
    return render(request, "catalog/announcement_mail.html", context)


@never_cache
@login_required
def choose(request: HttpRequest, course_key) -> HttpResponse:
    """The same choice for whoever is signed in; back to the announcements of the course."""
    if request.method == "POST" and open_enrollment(request.user, course_key):
        wanted = request.POST.get("mail") == "yes"
        choose_mail(user_id=request.user.pk, course_key=course_key, wants_mail=wanted)
    return redirect("catalog:announcements", course_key)
