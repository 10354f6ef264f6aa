"""What all rooms of a batch have in common: who may come in, and the frame of the page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from catalog.queries.named_courses import course_named
from classroom.models import CourseBatch
from classroom.queries.batches import batch_known_to
from classroom.rooms import SHARED, TEACHING, tabs_of


def enter(request: HttpRequest, pk: int, permission: str = "classroom.view_batch") -> CourseBatch:
    """The batch, read for whoever asks; one query. Raises Http404 where it is not theirs to know, PermissionDenied."""
    batch = batch_known_to(request.user, pk, timezone.now())
    if batch is None:
        raise Http404
    if not request.user.has_perm(permission, batch):
        raise PermissionDenied
    return batch


def show_room(request: HttpRequest, template: str, batch: CourseBatch, **context) -> HttpResponse:
    """A room of the batch in its frame; `status` is that of the answer. One query, for the course.

    The template extends `classroom/room.html`; its address says which tab is the current one, or `room`, the name of
    a tab, for a page behind it.
    """
    status = context.pop("status", 200)
    here = context.pop("room", "") or (request.resolver_match.view_name if request.resolver_match else "")
    is_teaching = any(room.name == here for room in TEACHING)
    frame = {
        "batch": batch,
        "course": course_named(batch.course_key),
        "tabs": tabs_of(batch.pk, TEACHING if is_teaching else SHARED),
        "teaching_tabs": tabs_of(batch.pk, TEACHING),
        "here": here,
        "is_teaching": is_teaching,
        "may_run": request.user.has_perm("classroom.run_batch", batch),
        "may_assist": request.user.has_perm("classroom.assist_batch", batch),
        "is_over": batch.over_at <= timezone.now(),
    }
    return render(request, template, frame | context, status=status)
