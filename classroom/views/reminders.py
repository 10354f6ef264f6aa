"""The choice whether one is reminded of the sessions of a batch by mail."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classroom.models import CourseBatch
from classroom.queries.reminders import wants_reminders
from classroom.services.reminders import choose_reminders
from classroom.signed import read_reminder_choice

from .room import enter


@never_cache
def mail_choice(request: HttpRequest, token: str) -> HttpResponse:
    """Reminders of one batch by mail or not, from the link in a mail: no sign-in, a button to confirm."""
    try:
        user_id, batch_id = read_reminder_choice(token)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    get_object_or_404(get_user_model(), pk=user_id)
    batch = get_object_or_404(CourseBatch, pk=batch_id)
    if request.method == "POST":
        choose_reminders(user_id=user_id, batch_id=batch_id, wants_mail=request.POST.get("mail") == "yes")
        return redirect("classroom:reminder_mail", token)
    context = {"batch": batch, "wants_mail": wants_reminders(user_id, batch_id)}
    return render(request, "classroom/reminder_mail.html", context)


@never_cache
@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The same choice for whoever is signed in; back to the page with one's attendance."""
    batch = enter(request, pk)
    wanted = request.POST.get("mail") == "yes"
    choose_reminders(user_id=request.user.pk, batch_id=batch.pk, wants_mail=wanted)
    messages.success(request, _("We remind you by mail again.") if wanted else _("You get no more reminders by mail."))
    return redirect("classroom:my_attendance", batch.pk)


urlpatterns = [
    path("batches/reminders/<str:token>/", mail_choice, name="reminder_mail"),
    path("batches/<int:pk>/reminders/", choose, name="reminders"),
]
