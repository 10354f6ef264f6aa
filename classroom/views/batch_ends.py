"""Teaching a batch again, putting it into the archive, and taking it out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from classroom.forms.planning import CopyForm, next_first_day
from classroom.models import LiveSession
from classroom.services.batches import archive_batch, reopen_batch
from classroom.services.copying import copy_batch
from lms_site.errors import DomainError

from .batch_settings import show_behind_settings
from .room import enter


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new batch with the same plan, for those who may make batches of its course."""
    batch = enter(request, pk, "classroom.copy_batch")
    first = next_first_day(batch, timezone.localdate())
    form = CopyForm(request.POST or None, initial={"name": batch.name, "starts_on": first})
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_batch(batch=batch, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("name" if refusal.code == "BATCH_NAME" else "starts_on", str(refusal.message))
        else:
            messages.success(request, _("“%(name)s” is ready. Look over its days and its code.") % {"name": made.name})
            return redirect("classroom:batch_settings", made.pk)
    return show_behind_settings(request, "classroom/copy.html", batch, form=form, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, telling what becomes of it; then close it."""
    batch = enter(request, pk, "classroom.run_batch")
    if request.method == "POST":
        archive_batch(batch=batch)
        messages.success(request, _("“%(name)s” is in the archive.") % {"name": batch.name})
        return redirect("classroom:batch_settings", pk)
    coming = LiveSession.objects.filter(batch=batch, cancelled_at=None, starts_at__gt=timezone.now()).count()
    return show_behind_settings(request, "classroom/archive.html", batch, coming=coming)


@never_cache
@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of the archive again."""
    batch = enter(request, pk, "classroom.run_batch")
    reopen_batch(batch=batch)
    messages.success(request, _("“%(name)s” is out of the archive.") % {"name": batch.name})
    return redirect("classroom:batch_settings", pk)


urlpatterns = [
    path("teach/batches/<int:pk>/copy/", copy, name="copy_batch"),
    path("teach/batches/<int:pk>/archive/", archive, name="archive_batch"),
    path("teach/batches/<int:pk>/reopen/", reopen, name="reopen_batch"),
]
