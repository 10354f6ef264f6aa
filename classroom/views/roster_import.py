"""Putting people in: one by one, or a list of them that is looked at first and then put in by a task."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classroom.forms.roster import AddPersonForm, RosterFileForm
from classroom.models import CourseBatch, ImportState, RosterImport
from classroom.roster_file import MOST_BYTES
from classroom.services.placing import seats_needed
from classroom.services.roster_checks import Judgement, RowError, judge_rows
from classroom.services.roster_import import (
    add_person,
    confirm_import,
    errors_of,
    keep_list,
    progress_of,
    rows_of,
)
from lms_site.errors import DomainError
from lms_site.sheets import FORMS, table_response

from .room import enter
from .roster_frame import show_roster_page

PREVIEWED, LISTED, LATEST = 10, 50, 10


@never_cache
@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks for a list or a person; POST takes the one or the other."""
    batch = enter(request, pk, "classroom.run_batch")
    is_person = request.POST.get("do") == "person"
    file_form = RosterFileForm(*_posted(request, is_wanted=not is_person))
    person_form = AddPersonForm(*_posted(request, is_wanted=is_person))
    form = person_form if is_person else file_form
    if request.method == "POST" and form.is_valid():
        try:
            return _add(request, batch, form) if is_person else _keep(request, batch, form)
        except DomainError as refusal:
            form.add_error("email" if is_person else "file", str(refusal))
    context = {
        "file_form": file_form,
        "person_form": person_form,
        "lists": batch.imports.defer("rows", "errors").select_related("by")[:LATEST],
        "status": 422 if form.errors else 200,
    }
    return show_roster_page(request, "classroom/roster_import.html", batch, **context)


def _posted(request: HttpRequest, *, is_wanted: bool) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" and is_wanted else ()


def _add(request: HttpRequest, batch: CourseBatch, form: AddPersonForm) -> HttpResponse:
    member = add_person(batch=batch, by=request.user, **form.cleaned_data)
    messages.success(request, _("%(name)s is in the batch.") % {"name": member.user.name})
    return redirect("classroom:roster_import", batch.pk)


def _keep(request: HttpRequest, batch: CourseBatch, form: RosterFileForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    content = file.read(MOST_BYTES + 1)
    kept = keep_list(batch=batch, content=content, filename=file.name, by=request.user)
    return redirect("classroom:roster_list", batch.pk, kept.pk)


@never_cache
@login_required
def uploaded_list(request: HttpRequest, pk: int, list_pk: int) -> HttpResponse:
    """GET shows what would happen, how far it is, or what became of it; POST has it done."""
    batch = enter(request, pk, "classroom.run_batch")
    found = get_object_or_404(RosterImport, pk=list_pk, batch=batch)
    if request.method == "POST":
        try:
            confirm_import(roster_import=found)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        return redirect("classroom:roster_list", batch.pk, found.pk)
    context = {"list": found, "percent": progress_of(found)}
    if found.state == ImportState.UPLOADED:
        context |= _preview(batch, found)
    else:
        context |= _errors(errors_of(found))
    return show_roster_page(request, "classroom/roster_list.html", batch, **context)


def _preview(batch: CourseBatch, found: RosterImport) -> dict[str, object]:
    rows = rows_of(found)
    judgement: Judgement = judge_rows(batch=batch, rows=rows)
    needed = seats_needed(batch, judgement.known, len(judgement.new), timezone.now())
    left = batch.stock.left
    return {
        "judgement": judgement,
        "first_rows": [(row, judgement.fates[row.line]) for row in rows[:PREVIEWED]],
        "needed": needed,
        "left": left,
        "fits": left is None or needed <= left,
        **_errors(judgement.errors),
    }


def _errors(errors: list[RowError]) -> dict[str, object]:
    return {"errors": errors[:LISTED], "error_count": len(errors), "more_errors": max(0, len(errors) - LISTED)}


@require_safe
@never_cache
@login_required
def error_table(request: HttpRequest, pk: int, list_pk: int, form: str) -> HttpResponse:
    """All rows that are wrong, with line and reason."""
    batch = enter(request, pk, "classroom.run_batch")
    found = get_object_or_404(RosterImport, pk=list_pk, batch=batch)
    if form not in FORMS:
        raise Http404
    is_open = found.state == ImportState.UPLOADED
    errors = judge_rows(batch=batch, rows=rows_of(found)).errors if is_open else errors_of(found)
    headings = [_("Line"), _("E-mail address"), _("What is wrong")]
    return table_response(form, f"errors-{found.pk}", headings, [[row.line, row.email, row.reason] for row in errors])


urlpatterns = [
    path("teach/batches/<int:pk>/roster/import/", upload, name="roster_import"),
    path("teach/batches/<int:pk>/roster/import/<int:list_pk>/", uploaded_list, name="roster_list"),
    path("teach/batches/<int:pk>/roster/import/<int:list_pk>/errors.<str:form>", error_table, name="roster_errors"),
]
