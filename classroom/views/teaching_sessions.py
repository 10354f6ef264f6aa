"""Live sessions as those see them who teach: planning, moving, cancelling, trying a room again, recordings."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from classroom.forms.sessions import RecordingForm, SessionForm, values_of
from classroom.models import CourseBatch, LiveSession
from classroom.queries.sessions import coming_sessions, overlapping, with_overlaps
from classroom.services.session_rooms import retry_room
from classroom.services.sessions import SessionPlan, add_recording, cancel_session, change_session, schedule_session
from classroom.services.weekly_sessions import sessions_from_slots
from lms_site.errors import DomainError

from .room import enter, show_room
from .sessions import lead_to_partners, page_of_sessions, session_in

ASSIST = "classroom.assist_batch"
ROOM = "classroom:teach_sessions"


@never_cache
@login_required
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows them with the state of their rooms; POST tries a room again, or adds those of the weekly times."""
    batch = enter(request, pk, ASSIST)
    if request.method == "POST":
        return _act(request, batch)
    now = timezone.now()
    page, context = page_of_sessions(request, batch, with_overlaps(coming_sessions(batch, now)), now)
    context["has_slots"] = not context["is_past"] and batch.slots.exists()
    response = show_room(request, "classroom/teach_sessions.html", batch, **context)
    return lead_to_partners(response, page.object_list)


def _act(request: HttpRequest, batch: CourseBatch) -> HttpResponse:
    try:
        if request.POST.get("do") == "weekly":
            made = len(sessions_from_slots(batch=batch).made)
            messages.success(request, _weekly_words(made))
        else:
            retry_room(session=session_in(batch, _number(request.POST.get("session", ""))))
            messages.success(request, _("The partner is asked again. Look again in a moment."))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return redirect(ROOM, batch.pk)


def _weekly_words(made: int) -> str:
    if not made:
        return _("All sessions of the weekly times are there already.")
    words = ngettext(
        "%(number)s session of the weekly times was added.", "%(number)s sessions of the weekly times were added.", made
    )
    return words % {"number": made}


@never_cache
@login_required
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a single session."""
    batch = enter(request, pk, ASSIST)
    initial = {"day": max(batch.starts_on, timezone.localdate()), "host": request.user.pk}
    form = SessionForm(request.POST or None, batch=batch, initial=initial)
    saved = _saved(request, form, lambda plan: schedule_session(batch=batch, plan=plan))
    return saved or _page(request, "session_form", batch, form)


@never_cache
@login_required
def edit(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Plan a session anew."""
    batch = enter(request, pk, ASSIST)
    session = session_in(batch, session_id)
    initial = values_of(session, batch.timezone)
    form = SessionForm(request.POST or None, batch=batch, session=session, initial=initial)
    saved = _saved(request, form, lambda plan: change_session(session=session, plan=plan))
    return saved or _page(request, "session_form", batch, form, session=session)


@never_cache
@login_required
def cancel(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """GET asks with the title; POST cancels."""
    batch = enter(request, pk, ASSIST)
    session = session_in(batch, session_id)
    if request.method == "POST":
        try:
            cancel_session(session=session)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The session is cancelled. Members get a mail if it was near."))
        return redirect(ROOM, batch.pk)
    return show_room(request, "classroom/session_cancel.html", batch, room=ROOM, session=session)


@never_cache
@login_required
def recording(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Say where a session can be watched again."""
    batch = enter(request, pk, ASSIST)
    session = session_in(batch, session_id)
    form = RecordingForm(request.POST or None, initial={"url": session.recording_url})
    if request.method == "POST" and form.is_valid():
        try:
            add_recording(session=session, url=form.cleaned_data["url"])
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("Saved. Members find it among the past sessions."))
        return redirect(ROOM, batch.pk)
    return _page(request, "session_recording", batch, form, session=session)


def _saved(request: HttpRequest, form: SessionForm, save: Callable[[SessionPlan], LiveSession]) -> HttpResponse | None:
    """Where to go after saving; None where the form has to be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        session = save(form.plan())
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return None
    messages.success(request, _("The session is planned. Its room follows by itself."))
    if overlapping(session).exists():
        messages.warning(request, _("Its host holds another session at the same time. Look whether that is meant."))
    return redirect(ROOM, session.batch_id)


def _page(request: HttpRequest, name: str, batch: CourseBatch, form: Form, **context) -> HttpResponse:
    """A page with a form, behind the teachers' tab."""
    status = 422 if form.errors else 200
    return show_room(request, f"classroom/{name}.html", batch, room=ROOM, status=status, form=form, **context)


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise Http404
    return int(typed)


_ONE = "teach/batches/<int:pk>/sessions/<int:session_id>/"
urlpatterns = [
    path("teach/batches/<int:pk>/sessions/", sessions, name="teach_sessions"),
    path("teach/batches/<int:pk>/sessions/new/", new, name="session_new"),
    path(_ONE, edit, name="session_edit"),
    path(f"{_ONE}cancel/", cancel, name="session_cancel"),
    path(f"{_ONE}recording/", recording, name="session_recording"),
]
