"""Who teaches a batch: acts of its settings page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from classroom.forms.planning import TeacherForm
from classroom.lookups import find_person
from classroom.models import BatchTeacher, CourseBatch, TeacherRole
from classroom.queries.teaching import teachers_of
from classroom.services.teachers import add_teacher, change_role, remove_teacher, sessions_to_hold
from lms_site.errors import DomainError

from .batch_settings import settings_page, show_behind_settings
from .room import enter


@never_cache
@login_required
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody teach the batch, found by their address."""
    batch = enter(request, pk, "classroom.run_batch")
    form = TeacherForm(request.POST)
    if form.is_valid():
        try:
            person = find_person(request.user, form.cleaned_data["email"])
            add_teacher(batch=batch, user=person, role=form.cleaned_data["role"])
        except DomainError as refusal:
            form.add_error("email", str(refusal.message))
        else:
            messages.success(request, _("%(name)s teaches here now.") % {"name": person.name})
            return redirect("classroom:batch_settings", pk)
    return settings_page(request, batch, list(teachers_of(batch)), teacher_form=form)


@never_cache
@login_required
@require_POST
def role(request: HttpRequest, pk: int, user_id: int) -> HttpResponse:
    """Make a teacher an assistant, or the other way round."""
    batch, row = _row(request, pk, user_id)
    wanted = request.POST.get("role")
    if wanted not in TeacherRole.values:
        raise Http404
    try:
        change_role(batch=batch, user=row.user, role=wanted)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The role of %(name)s is changed.") % {"name": row.user.name})
    return redirect("classroom:batch_settings", pk)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, user_id: int) -> HttpResponse:
    """Ask, telling what the person was to hold; then let them teach the batch no more."""
    batch, row = _row(request, pk, user_id)
    if request.method == "GET":
        count = sessions_to_hold(batch, row.user, timezone.now()).count()
        return show_behind_settings(request, "classroom/remove_teacher.html", batch, teacher=row, count=count)
    try:
        count = remove_teacher(batch=batch, user=row.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("classroom:batch_settings", pk)
    messages.success(request, _said(row.user.name, count))
    return redirect("classroom:teach_batches") if row.user == request.user else redirect("classroom:batch_settings", pk)


def _said(name: str, count: int) -> str:
    if not count:
        return _("%(name)s no longer teaches here.") % {"name": name}
    text = ngettext(
        "%(name)s no longer teaches here. %(count)d session is held by another teacher now.",
        "%(name)s no longer teaches here. %(count)d sessions are held by another teacher now.",
        count,
    )
    return text % {"name": name, "count": count}


def _row(request: HttpRequest, pk: int, user_id: int) -> tuple[CourseBatch, BatchTeacher]:
    batch = enter(request, pk, "classroom.run_batch")
    return batch, get_object_or_404(teachers_of(batch), user=user_id)


urlpatterns = [
    path("teach/batches/<int:pk>/settings/teachers/", add, name="batch_teachers"),
    path("teach/batches/<int:pk>/settings/teachers/<int:user_id>/role/", role, name="teacher_role"),
    path("teach/batches/<int:pk>/settings/teachers/<int:user_id>/remove/", remove, name="remove_teacher"),
]
