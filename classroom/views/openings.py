"""When modules open in a batch: fixed dates for all, exceptions for one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classroom.forms.openings import ExceptionForm, ModuleDatesForm
from classroom.models import CourseBatch
from classroom.queries.openings import exceptions_in, modules_of_batch
from classroom.services.openings import open_module_as_for_others, open_module_to_member, set_module_dates
from lms_site.errors import DomainError

from .room import enter, show_room


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def openings(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows all dates; POST sets those of the batch, an exception for a member, or takes one back.

    Everything here is by the clocks of the batch: what is shown, and what is typed.
    """
    batch = enter(request, pk, "classroom.assist_batch")
    with timezone.override(ZoneInfo(batch.timezone)):
        modules = modules_of_batch(batch)
        act = request.POST.get("do", "")
        dates = ModuleDatesForm(request.POST if act == "dates" else None, modules=modules)
        exception = ExceptionForm(request.POST if act in ("except", "undo") else None, batch=batch, modules=modules)
        if request.method == "POST" and _done(request, batch, dates, exception):
            return redirect("classroom:openings", batch.pk)
        context = {
            "rows": list(zip(modules, dates, strict=True)),
            "dates": dates,
            "exception": exception,
            "exceptions": exceptions_in(batch, modules),
            "status": 422 if dates.errors or exception.errors else 200,
        }
        return show_room(request, "classroom/openings.html", batch, **context)


def _done(request: HttpRequest, batch: CourseBatch, dates: ModuleDatesForm, exception: ExceptionForm) -> bool:
    """Do what the form says; whether the page can be shown anew."""
    if dates.is_bound and not request.user.has_perm("classroom.run_batch", batch):
        raise PermissionDenied
    form = dates if dates.is_bound else exception
    if not form.is_valid():
        return False
    try:
        said = _set_dates(batch, dates) if dates.is_bound else _set_exception(request, batch, exception.cleaned_data)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return True


def _set_dates(batch: CourseBatch, form: ModuleDatesForm) -> str:
    set_module_dates(batch=batch, dates=form.dates())
    return _("The modules open by these dates now.")


def _set_exception(request: HttpRequest, batch: CourseBatch, said: dict) -> str:
    user, module = said["member"].user, said["module"]
    words = {"person": user.name, "module": module.title}
    if request.POST.get("do") == "undo":
        open_module_as_for_others(batch=batch, user=user, module_key=module.key)
        return _("“%(module)s” opens to %(person)s as to the others again.") % words
    opens_at: datetime | None = said["opens_at"]
    open_module_to_member(batch=batch, user=user, module_key=module.key, opens_at=opens_at)
    if opens_at:
        return _("“%(module)s” opens to %(person)s at a time of their own.") % words
    return _("“%(module)s” is open to %(person)s now.") % words


urlpatterns = [path("teach/batches/<int:pk>/openings/", openings, name="openings")]
