"""A batch as somebody sees it who learns in it, waits for it or may join it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from catalog.queries.named_courses import course_named
from classroom.errors import BatchFull
from classroom.forms import JoinForm
from classroom.models import CourseBatch, WaitlistEntry
from classroom.queries.batches import batch_known_to
from classroom.services.joining import (
    batch_with_code,
    is_open_for_joining,
    join_by_oneself,
    join_with_code,
    leave_batch,
)
from classroom.services.waiting import claim_seat, stop_waiting, wait_for_seat
from lms_site.api.throttles import consume
from lms_site.errors import DomainError

from .stream import show_stream

# What the buttons of the page do, and what is said then.
ACTS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "join": (join_by_oneself, gettext_lazy("You are in. Welcome to the batch.")),
    "leave": (leave_batch, gettext_lazy("You have left the batch. Your progress is kept.")),
    "wait": (wait_for_seat, gettext_lazy("You are on the waitlist. We write to you when a seat is free.")),
    "claim": (claim_seat, gettext_lazy("You are in. Welcome to the batch.")),
    "stop": (stop_waiting, gettext_lazy("You are no longer on the waitlist.")),
}


@never_cache
@login_required
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows it; POST joins, leaves, waits, takes the kept seat or lets it go."""
    now = timezone.now()
    found = batch_known_to(request.user, pk, now)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    if request.user.has_perm("classroom.view_batch", found):
        return show_stream(request, found)
    return _door(request, found, now)


def _door(request: HttpRequest, found: CourseBatch, now: datetime) -> HttpResponse:
    """What somebody sees who is not in it: when it is, whether there is a seat, how to come in."""
    waits = WaitlistEntry.objects.filter(batch=found, user=request.user, ended_at=None).first()
    context = {
        "batch": found,
        "course": course_named(found.course_key),
        "waits": waits,
        "seat_is_kept": waits is not None and waits.claim_until is not None and waits.claim_until > now,
        "can_join": is_open_for_joining(found, now),
        "is_over": found.over_at <= now,
    }
    return render(request, "classroom/door.html", context)


def _act(request: HttpRequest, found: CourseBatch) -> HttpResponse:
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    work, said = act
    try:
        work(user=request.user, batch=found)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, said)
    known = batch_known_to(request.user, found.pk, timezone.now())
    return redirect("classroom:batch", found.pk) if known else redirect("learn")


@never_cache
@login_required
def by_code(request: HttpRequest) -> HttpResponse:
    """Join by the code on the board, or by the link that holds it; a full batch offers its waitlist."""
    form = JoinForm(request.POST or None, initial={"code": request.GET.get("code", "")[:20]})
    is_full, status = False, 200
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            return _join(request, code, is_waiting=request.POST.get("do") == "wait")
        except DomainError as refusal:
            form.add_error("code", str(refusal.message))
            is_full, status = isinstance(refusal, BatchFull), refusal.status
    elif request.method == "POST":
        status = 422
    return render(request, "classroom/join.html", {"form": form, "is_full": is_full}, status=status)


def _join(request: HttpRequest, code: str, *, is_waiting: bool) -> HttpResponse:
    if consume("join_codes", f"user:{request.user.pk}").left < 0:
        raise TooManyCodes
    return come_in(request, code, is_waiting=is_waiting)


def come_in(request: HttpRequest, code: str, *, is_waiting: bool) -> HttpResponseRedirect:
    """Join the batch of the code, or its waitlist, say so and lead there. Raises DomainError."""
    if is_waiting:
        found = batch_with_code(code)
        wait_for_seat(user=request.user, batch=found, code=code)
        messages.success(request, ACTS["wait"][1])
        return redirect("classroom:batch", found.pk)
    member = join_with_code(user=request.user, code=code)
    messages.success(request, ACTS["join"][1])
    return redirect("classroom:batch", member.batch_id)


class TooManyCodes(DomainError):
    code = "TOO_MANY_REQUESTS"
    status = 429
    message = gettext_lazy("You have tried many codes. Ask your teacher, or try again in an hour.")


urlpatterns = [
    path("batches/join/", by_code, name="join"),
    path("batches/<int:pk>/", batch, name="batch"),
]
