"""The batches that somebody teaches: the list, and a new one."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalog.queries.named_courses import titles_of
from classroom.errors import BatchInvalid
from classroom.forms.planning import NewBatchForm
from classroom.queries.teaching import (
    STATE_NAMES,
    batches_taught,
    course_keys_taught,
    courses_for_batches,
    in_state,
    state_of,
)
from classroom.rooms import TEACHING
from classroom.services.batches import create_batch

from .planning import read_planning
from .room import enter

A_PAGE = 20


@never_cache
@require_safe
@login_required
def batches(request: HttpRequest) -> HttpResponse:
    """Those that the person teaches, by state and course; moderators see all."""
    if not request.user.has_perm("classroom.teach"):
        raise PermissionDenied
    now, titles = timezone.now(), titles_of(course_keys_taught(request.user))
    courses = {str(key): title for key, title in sorted(titles.items(), key=lambda pair: pair[1].casefold())}
    state, course = request.GET.get("state", ""), request.GET.get("course", "")
    found = batches_taught(request.user, now)
    if state in STATE_NAMES:
        found = in_state(found, state, now)
    if course in courses:
        found = found.filter(course_key=course)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    for batch in page.object_list:
        batch.state = state_of(batch, now)
        batch.state_name = STATE_NAMES[batch.state]
        batch.course_title = titles.get(batch.course_key, "")
    context = {
        "page_obj": page,
        "states": STATE_NAMES,
        "courses": courses,
        "state": state if state in STATE_NAMES else "",
        "course": course if course in courses else "",
        "is_filtered": state in STATE_NAMES or course in courses,
        "may_add": courses_for_batches(request.user).exists(),
    }
    return render(request, "classroom/teach_batches.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new_batch(request: HttpRequest) -> HttpResponse:
    """Plan a batch of one of the courses that the person may write."""
    courses = courses_for_batches(request.user)
    if not request.user.has_perm("catalog.create_course") and not courses.exists():
        raise PermissionDenied
    options = {"courses": courses, "zone": request.user.timezone}
    if request.method == "GET":
        options["initial"] = {"course": request.GET.get("course", "")[:10]}
    planning = read_planning(request, NewBatchForm, rows=[{"minutes": 90}], **options)
    if request.method == "POST" and not planning.is_asking and planning.is_valid():
        made = _make(request, planning)
        if made is not None:
            messages.success(request, _("“%(name)s” is ready. Share its code, or add people.") % {"name": made.name})
            return redirect("classroom:batch_settings", made.pk)
    context = {"form": planning.form, "slots": planning.slots, "can_add": courses.exists()}
    return render(request, "classroom/new_batch.html", context, status=422 if planning.is_wrong else 200)


def _make(request: HttpRequest, planning):
    """The new batch, or None with the reason at its field."""
    course = planning.form.cleaned_data["course"]
    if not request.user.has_perm("classroom.add_batch", course):
        raise PermissionDenied
    # Whoever makes it holds its sessions until the settings say otherwise.
    slots = [replace(slot, host=request.user) for slot in planning.slots.plans()]
    try:
        return create_batch(course=course, plan=planning.form.plan(), teacher=request.user, slots=slots)
    except BatchInvalid as refusal:
        planning.form.show_refusal(refusal.code, str(refusal.message))
        return None


@never_cache
@login_required
@require_safe
def teach_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The first of the rooms for those who teach."""
    enter(request, pk, "classroom.assist_batch")
    return redirect(TEACHING[0].name, pk)


urlpatterns = [
    path("teach/batches/", batches, name="teach_batches"),
    path("teach/batches/new/", new_batch, name="new_batch"),
    path("teach/batches/<int:pk>/", teach_batch, name="teach_batch"),
]
