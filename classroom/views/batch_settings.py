"""The settings of a batch: its plan and its code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.certificates.qr import qr_svg
from classroom.forms.planning import BatchForm, TeacherForm, slots_before
from classroom.models import BatchTeacher, CourseBatch, Joining, TeacherRole
from classroom.queries.teaching import teachers_of
from classroom.rooms import TEACHING, tabs_of
from classroom.services.batches import change_batch, reset_join_code
from classroom.services.slots import plans_of
from lms_site.errors import DomainError
from lms_site.links import absolute_url

from .planning import Planning, planning_before, read_planning
from .room import enter, show_room

CODE_WORKS = (Joining.ANYBODY, Joining.CODE)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who teach see it, teachers change it."""
    batch = enter(request, pk, "classroom.run_batch" if request.method == "POST" else "classroom.assist_batch")
    teachers, plans = list(teachers_of(batch)), plans_of(batch)
    options = {"rows": slots_before(plans), "teachers": [row.user for row in teachers], "batch": batch}
    planning = read_planning(request, BatchForm, **options)
    is_sent = request.method == "POST" and not planning.is_asking and planning.is_valid()
    if is_sent and _change(batch, planning, {plan.pk: plan.partner for plan in plans}):
        messages.success(request, _("The settings are saved."))
        return redirect("classroom:batch_settings", pk)
    return settings_page(request, batch, teachers, planning=planning)


def _change(batch: CourseBatch, planning: Planning, partners: dict[int, str]) -> bool:
    """Whether it was done; otherwise the reason stands at its field."""
    try:
        change_batch(batch=batch, plan=planning.form.plan(), slots=planning.slots.plans(partners))
    except DomainError as refusal:
        planning.form.show_refusal(refusal.code, str(refusal.message))
        return False
    return True


def settings_page(
    request: HttpRequest,
    batch: CourseBatch,
    teachers: list[BatchTeacher],
    *,
    planning: Planning | None = None,
    teacher_form: TeacherForm | None = None,
) -> HttpResponse:
    """The page with all its forms; those that are given as they were sent."""
    if planning is None:
        rows = slots_before(plans_of(batch))
        planning = planning_before(BatchForm, rows=rows, teachers=[row.user for row in teachers], batch=batch)
    link = absolute_url(f"{reverse('classroom:join')}?{urlencode({'code': batch.join_code})}")
    leading = [row for row in teachers if row.role == TeacherRole.TEACHER]
    is_wrong = planning.is_wrong or bool(teacher_form and teacher_form.errors)
    return show_room(
        request,
        "classroom/settings.html",
        batch,
        form=planning.form,
        slots=planning.slots,
        teachers=teachers,
        teacher_form=teacher_form or TeacherForm(),
        only_teacher=leading[0] if len(leading) == 1 else None,
        may_change=batch.archived_at is None and request.user.has_perm("classroom.run_batch", batch),
        may_copy=request.user.has_perm("classroom.copy_batch", batch),
        link=link if batch.joining in CODE_WORKS else "",
        qr=qr_svg(link) if batch.joining in CODE_WORKS else "",
        status=422 if is_wrong else 200,
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then give the batch another code."""
    batch = enter(request, pk, "classroom.run_batch")
    if request.method == "POST":
        try:
            reset_join_code(batch=batch)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("There is a new code. The old one leads nowhere from now on."))
        return redirect("classroom:batch_settings", pk)
    return show_behind_settings(request, "classroom/new_code.html", batch)


def show_behind_settings(request: HttpRequest, template: str, batch: CourseBatch, **context) -> HttpResponse:
    """A page that stands behind the settings: in the frame of those who teach, with that tab as the current one."""
    frame = {"tabs": tabs_of(batch.pk, TEACHING), "is_teaching": True, "here": "classroom:batch_settings"}
    return show_room(request, template, batch, **frame, **context)


urlpatterns = [
    path("teach/batches/<int:pk>/settings/", settings, name="batch_settings"),
    path("teach/batches/<int:pk>/settings/code/", new_code, name="new_join_code"),
]
