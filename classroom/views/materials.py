"""Classwork, for those who teach: topics and materials are added, changed, moved and removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classroom.classwork_forms import MaterialForm, TopicForm
from classroom.models import Topic
from classroom.services.batch_files import stored_files
from classroom.services.classwork import add_topic, move_topic, remove_topic, rename_topic
from classroom.services.materials import (
    add_material,
    change_material,
    move_material,
    remove_material,
    restore_material,
)
from lms_site.errors import DomainError

from .classwork import ROOM, show_classwork
from .room import enter, show_room

ASSIST = "classroom.assist_batch"
# Which field a refusal belongs to; others stand above the form.
FIELDS = {
    "MATERIAL_TITLE": "title",
    "MATERIAL_LINK": "link",
    "TOPIC_EXISTS": "title",
    "FILE_REFUSED": "files",
    "FILE_COUNT": "files",
    "FILES_UNAVAILABLE": "files",
    "TEXT_TOO_LONG": "text",
}
STEPS = {"up": -1, "down": 1}


@never_cache
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """POST hands a material out; what is refused stays in the form."""
    batch = enter(request, pk, ASSIST)
    if request.method != "POST":
        return redirect(ROOM, pk)
    form, status = MaterialForm(request.POST, request.FILES), 422
    if form.is_valid():
        try:
            with stored_files(batch.pk, form.cleaned_data["files"]) as files:
                add_material(user=request.user, batch=batch, draft=form.draft(), files=files)
        except DomainError as refusal:
            status = _refuse(form, refusal)
        else:
            messages.success(request, _("The material is added."))
            return redirect(ROOM, pk)
    return show_classwork(request, batch, form=form, status=status)


@never_cache
@login_required
def change(request: HttpRequest, pk: int, material_id: int) -> HttpResponse:
    """The form for one that is there; POST keeps what was filled in."""
    batch = enter(request, pk, ASSIST)
    rows = batch.materials.filter(removed_at=None).select_related("topic")
    material = get_object_or_404(rows, pk=material_id)
    form = MaterialForm(request.POST or None, request.FILES or None, material=material)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with stored_files(batch.pk, data["files"]) as files:
                dropped = [int(one) for one in data.get("dropped", ())]
                change_material(material=material, draft=form.draft(), files=files, dropped=dropped)
        except DomainError as refusal:
            status = _refuse(form, refusal)
        else:
            messages.success(request, _("The material is changed."))
            return redirect(ROOM, pk)
    context = {"form": form, "material": material, "topics": batch.topics.all(), "here": ROOM, "status": status}
    return show_room(request, "classroom/material_edit.html", batch, **context)


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, pk: int, material_id: int) -> HttpResponse:
    """Move it up or down, remove it, or put it back."""
    batch = enter(request, pk, ASSIST)
    material = get_object_or_404(batch.materials, pk=material_id)
    do, back = request.POST.get("do", ""), redirect(ROOM, pk)
    try:
        if do in STEPS:
            move_material(material=material, by=STEPS[do])
            back["Location"] += f"#material-{material.pk}"
        elif do == "remove":
            remove_material(material=material)
            back["Location"] += f"?removed={material.pk}"
        elif do == "restore":
            restore_material(material=material)
            messages.success(request, _("The material is back."))
        else:
            raise Http404
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return back


@never_cache
@login_required
def new_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """POST adds a topic below all others."""
    batch = enter(request, pk, ASSIST)
    if request.method != "POST":
        return redirect(ROOM, pk)
    form, status = TopicForm(request.POST), 422
    if form.is_valid():
        try:
            add_topic(batch=batch, title=form.cleaned_data["title"])
        except DomainError as refusal:
            status = _refuse(form, refusal)
        else:
            messages.success(request, _("The topic is added."))
            return redirect(ROOM, pk)
    return show_classwork(request, batch, topic_form=form, status=status)


@never_cache
@login_required
@require_POST
def topic_act(request: HttpRequest, pk: int, topic_id: int) -> HttpResponse:
    """Move it up or down, call it otherwise, or take the heading away; its materials stay."""
    batch = enter(request, pk, ASSIST)
    topic = get_object_or_404(Topic, batch=batch, pk=topic_id)
    do = request.POST.get("do", "")
    try:
        if do in STEPS:
            move_topic(topic=topic, by=STEPS[do])
        elif do == "rename":
            rename_topic(topic=topic, title=request.POST.get("title", ""))
            messages.success(request, _("The topic is renamed."))
        elif do == "remove":
            remove_topic(topic=topic)
            messages.success(request, _("The topic is gone. Its materials stand above all topics now."))
        else:
            raise Http404
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return redirect(ROOM, pk)


def _refuse(form: MaterialForm | TopicForm, refusal: DomainError) -> int:
    """Say it where it belongs; returns the status of the answer."""
    field = FIELDS.get(refusal.code)
    form.add_error(field if field in form.fields else None, str(refusal.message))
    return refusal.status


urlpatterns = [
    path("teach/batches/<int:pk>/materials/", add, name="material_add"),
    path("teach/batches/<int:pk>/materials/<int:material_id>/", change, name="material_change"),
    path("teach/batches/<int:pk>/materials/<int:material_id>/act/", act, name="material_act"),
    path("teach/batches/<int:pk>/topics/", new_topic, name="topic_add"),
    path("teach/batches/<int:pk>/topics/<int:topic_id>/act/", topic_act, name="topic_act"),
]
