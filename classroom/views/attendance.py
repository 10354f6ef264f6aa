"""Attendance on the site: the teachers' sheet and its table, the marking of one session, one's own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classroom.attendance.marking_form import STATUSES, read_changes, seen_by_form, show_what_was_sent
from classroom.attendance.sheet_form import SheetForm
from classroom.attendance.table import attendance_table
from classroom.models import CourseBatch, LiveSession
from classroom.queries.attendance_session import guests_of, people_to_mark
from classroom.queries.attendance_sheet import sessions_held, sheet_of, totals_of
from classroom.queries.own_attendance import own_attendance
from classroom.queries.reminders import wants_reminders
from classroom.rooms import TEACHING, tabs_of
from classroom.services.attendance import mark_attendance, mark_others_present, match_presence, unmark
from lms_site.errors import DomainError
from lms_site.sheets import FORMS

from .room import enter, show_room

LETTERS = 100


@never_cache
@login_required
@require_safe
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """When one was there, and how often; for those who teach, the way to the sheet."""
    batch = enter(request, pk)
    found = own_attendance(batch, request.user, timezone.now())
    wants_mail = wants_reminders(request.user.pk, batch.pk)
    return show_room(request, "classroom/attendance/own.html", batch, own=found, wants_mail=wants_mail)


@never_cache
@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's attendance in a time, by pages of people."""
    batch = enter(request, pk, "classroom.assist_batch")
    now, form = timezone.now(), SheetForm(request.GET)
    sessions = sessions_held(batch, now, *form.days)
    context = {
        "form": form,
        "sheet": sheet_of(batch, sessions, text=form.text, page=request.GET.get("page")),
        "query": form.query,
        "coming": LiveSession.objects.filter(batch=batch, cancelled_at=None, starts_at__gt=now).first(),
    }
    return show_room(request, "classroom/attendance/sheet.html", batch, **context)


@never_cache
@login_required
@require_safe
def table(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The sheet of the chosen time with all its people, as CSV or XLSX; e-mail addresses for teachers."""
    batch = enter(request, pk, "classroom.assist_batch")
    if form not in FORMS:
        raise Http404
    sessions = sessions_held(batch, timezone.now(), *SheetForm(request.GET).days)
    with_email = request.user.has_perm("classroom.run_batch", batch)
    return attendance_table(batch, sessions, form=form, with_email=with_email)


@never_cache
@login_required
def session(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """GET shows everybody of one session; POST marks those that were changed, all others, or names a guest."""
    batch = enter(request, pk, "classroom.assist_batch")
    found = get_object_or_404(LiveSession, pk=session_id, batch=batch)
    if request.method != "POST":
        return _show(request, batch, found)
    try:
        said = ACTS.get(request.POST.get("do", ""), _save)(request, found)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return _show(request, batch, found, status=refusal.status)
    messages.success(request, said)
    return redirect(request.get_full_path())


def _save(request: HttpRequest, found: LiveSession) -> str:
    changes = read_changes(request.POST)
    with transaction.atomic():
        mark_attendance(session=found, marks=changes.marks, by=request.user)
        unmark(session=found, user_ids=changes.unmarked)
    number = len(changes)
    saved = ngettext("Saved for %(number)s person.", "Saved for %(number)s people.", number) % {"number": number}
    return saved if number else _("Nothing was changed.")


def _all_present(request: HttpRequest, found: LiveSession) -> str:
    number = mark_others_present(session=found, by=request.user)
    said = ngettext("%(number)s person is marked present.", "%(number)s people are marked present.", number)
    return said % {"number": number}


def _unmark_all(request: HttpRequest, found: LiveSession) -> str:
    unmark(session=found)
    return _("What was said by hand is taken back.")


def _match(request: HttpRequest, found: LiveSession) -> str:
    """Say who a guest was; without a person, that it was not the one who was named."""
    guest = get_object_or_404(found.presences, pk=_number(request, "guest"))
    if request.POST["do"] == "unmatch":
        match_presence(presence=guest, user=None, by=request.user)
        return _("It counts for nobody again.")
    member = get_object_or_404(found.batch.members.select_related("user"), user=_number(request, "person"))
    match_presence(presence=guest, user=member.user, by=request.user)
    return _("It counts for %(name)s now.") % {"name": member.user.name}


ACTS = {"all_present": _all_present, "unmark_all": _unmark_all, "match": _match, "unmatch": _match}


def _number(request: HttpRequest, name: str) -> int:
    """Raises Http404 for what is none that a database knows."""
    typed = request.POST.get(name, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise Http404
    return int(typed)


def _show(request: HttpRequest, batch: CourseBatch, found: LiveSession, status: int = 200) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LETTERS]
    page, rows = people_to_mark(found, text=text, page=request.GET.get("page"))
    seen = seen_by_form(rows)
    if status != 200:
        show_what_was_sent(rows, request.POST)
    context: dict[str, Any] = {
        "session": found,
        "page": page,
        "rows": rows,
        "seen": seen,
        "text": text,
        "statuses": STATUSES,
        "total": totals_of([found])[0],
        "guests": guests_of(found),
        "has_begun": found.starts_at <= timezone.now(),
        # A page behind the tab: the bar of those who teach stays.
        "here": "classroom:attendance",
        "is_teaching": True,
        "tabs": tabs_of(batch.pk, TEACHING),
    }
    return show_room(request, "classroom/attendance/session.html", batch, status=status, **context)


urlpatterns = [
    path("batches/<int:pk>/attendance/", own, name="my_attendance"),
    path("teach/batches/<int:pk>/attendance/", sheet, name="attendance"),
    path("teach/batches/<int:pk>/attendance/table.<slug:form>", table, name="attendance_table"),
    path("teach/batches/<int:pk>/attendance/<int:session_id>/", session, name="session_attendance"),
]
