"""Announcing, for those who teach: writing, changing, pinning, publishing, taking back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classroom.models import BatchAnnouncement, CourseBatch
from classroom.services.announcements import (
    change_announcement,
    pin_announcement,
    post_announcement,
    publish_now,
    remove_announcement,
    restore_announcement,
)
from classroom.services.batch_files import stored_files
from classroom.stream_forms import AnnouncementForm, ChangeAnnouncementForm
from lms_site.errors import DomainError
from lms_site.user_text import markdown_html

from .room import enter, show_room
from .stream import ROOM, show_stream

ASSIST = "classroom.assist_batch"
# Which field a refusal belongs to; others stand above the form.
FIELDS = {
    "ANNOUNCEMENT_TIME": "publish_at",
    "ANNOUNCEMENT_PINS": "is_pinned",
    "FILE_REFUSED": "files",
    "FILE_COUNT": "files",
    "FILES_UNAVAILABLE": "files",
    "TEXT_MISSING": "text",
    "TEXT_TOO_LONG": "text",
}


@never_cache
@login_required
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """POST announces, or shows beforehand what that will look like; what is refused stays in the form."""
    batch = enter(request, pk, ASSIST)
    if request.method != "POST":
        return redirect(ROOM, pk)
    form = AnnouncementForm(request.POST, request.FILES)
    if request.POST.get("do") == "preview":
        return _preview(request, batch, form)
    status = 422
    if form.is_valid():
        try:
            with stored_files(batch.pk, form.cleaned_data["files"]) as files:
                posted = post_announcement(user=request.user, batch=batch, draft=form.draft(), files=files)
        except DomainError as refusal:
            status = refuse(form, refusal)
        else:
            is_out = posted.published_at is not None
            messages.success(request, _("It stands in the stream now.") if is_out else _("It goes out at its time."))
            return redirect(ROOM, pk)
    return show_stream(request, batch, form, status=status)


def _preview(request: HttpRequest, batch: CourseBatch, form: AnnouncementForm) -> HttpResponse:
    """How the text will look; nothing is kept. A page asks for the piece alone, a browser without scripts for all."""
    form.is_valid()
    preview = markdown_html(form.cleaned_data.get("text", ""))
    if request.headers.get("HX-Request"):
        return render(request, "classroom/stream_preview.html", {"preview": preview})
    return show_stream(request, batch, form, preview=preview, is_previewed=True)


def refuse(form: AnnouncementForm, refusal: DomainError) -> int:
    """Say it where it belongs; returns the status of the answer."""
    field = FIELDS.get(refusal.code)
    form.add_error(field if field in form.fields else None, str(refusal.message))
    return refusal.status


@never_cache
@login_required
def change(request: HttpRequest, pk: int, announcement_id: int) -> HttpResponse:
    """The form for one that is there; POST keeps what was filled in."""
    batch = enter(request, pk, ASSIST)
    found = get_object_or_404(batch.announcements.filter(removed_at=None), pk=announcement_id)
    form = ChangeAnnouncementForm(request.POST or None, request.FILES or None, announcement=found)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with stored_files(batch.pk, data["files"]) as files:
                dropped = [int(one) for one in data.get("dropped", ())]
                change_announcement(announcement=found, draft=form.draft(), files=files, dropped=dropped)
        except DomainError as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("The announcement is changed."))
            return redirect(ROOM, pk)
    context = {"form": form, "announcement": found, "here": ROOM, "status": status}
    return show_room(request, "classroom/announcement_edit.html", batch, **context)


def _pin(*, announcement: BatchAnnouncement) -> BatchAnnouncement:
    return pin_announcement(announcement=announcement, is_pinned=True)


def _unpin(*, announcement: BatchAnnouncement) -> BatchAnnouncement:
    return pin_announcement(announcement=announcement, is_pinned=False)


# What the buttons of an announcement do, and what is said then.
ACTS: dict[str, tuple[Callable[..., BatchAnnouncement], str | Promise]] = {
    "pin": (_pin, gettext_lazy("It is pinned above all others.")),
    "unpin": (_unpin, gettext_lazy("It is no longer pinned.")),
    "publish": (publish_now, gettext_lazy("It stands in the stream now.")),
    "remove": (remove_announcement, gettext_lazy("The announcement is removed.")),
    "restore": (restore_announcement, gettext_lazy("The announcement is back.")),
}


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, pk: int, announcement_id: int) -> HttpResponse:
    """Pin, unpin, publish now, remove or put back; what was removed can be put back from the stream."""
    batch = enter(request, pk, ASSIST)
    found = get_object_or_404(batch.announcements, pk=announcement_id)
    name = request.POST.get("do", "")
    if name not in ACTS:
        raise Http404
    work, said = ACTS[name]
    try:
        work(announcement=found)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect(ROOM, pk)
    if name == "remove":
        back = redirect(ROOM, pk)
        back["Location"] += f"?removed={found.pk}"
        return back
    messages.success(request, said)
    return redirect(ROOM, pk)


urlpatterns = [
    path("teach/batches/<int:pk>/announcements/", announce, name="announce"),
    path("teach/batches/<int:pk>/announcements/<int:announcement_id>/", change, name="announcement_change"),
    path("teach/batches/<int:pk>/announcements/<int:announcement_id>/act/", act, name="announcement_act"),
]
