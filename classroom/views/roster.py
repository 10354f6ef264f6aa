"""The roster: everybody of a batch, for those who teach it; putting people back and seating those who wait."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classroom.forms.roster import STANDINGS, RosterFilterForm
from classroom.models import CourseBatch
from classroom.queries.roster import Standing, roster, standing_counts, waiting_list
from classroom.roster_table import roster_rows
from classroom.services.roster import give_seats, put_back, put_first
from lms_site.errors import DomainError
from lms_site.sheets import FORMS, table_response

from .room import enter, show_room

A_PAGE = 50
COLUMNS = [
    ("name", gettext_lazy("Name")),
    ("joined", gettext_lazy("Joined")),
    ("progress", gettext_lazy("Progress")),
    ("seen", gettext_lazy("Last visit")),
]


@never_cache
@login_required
def roster_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET lists people by state, filters and order; POST does something with those that its buttons name."""
    batch = enter(request, pk, "classroom.assist_batch")
    if request.method == "POST":
        return _act(request, batch)
    form = RosterFilterForm(request.GET)
    wanted = form.wanted()
    if wanted.standing == Standing.WAITING:
        rows = waiting_list(batch, wanted.words)
    else:
        rows = roster(batch, wanted, timezone.now())
    context = {
        "form": form,
        "wanted": wanted,
        "counts": standing_counts(batch),
        "standings": STANDINGS,
        "columns": COLUMNS,
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return show_room(request, "classroom/roster.html", batch, **context)


@require_safe
@never_cache
@login_required
def table(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What the list shows, all pages of it, as CSV or XLSX."""
    batch = enter(request, pk, "classroom.assist_batch")
    if form not in FORMS:
        raise Http404
    headings, rows = roster_rows(batch, RosterFilterForm(request.GET).wanted(), timezone.now())
    return table_response(form, slugify(f"roster-{batch.name}") or "roster", headings, rows)


def _act(request: HttpRequest, batch: CourseBatch) -> HttpResponse:
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    if not request.user.has_perm("classroom.run_batch", batch):
        raise PermissionDenied
    state = Standing.LEFT if act is _put_back else Standing.WAITING
    try:
        said = act(request, batch)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(f"{reverse('classroom:roster', args=[batch.pk])}?state={state}")


def _put_back(request: HttpRequest, batch: CourseBatch) -> str:
    member = get_object_or_404(batch.members.select_related("user"), pk=_number(request.POST.get("member")))
    put_back(member=member, by=request.user)
    return _("%(name)s is back in the batch.") % {"name": member.user.name}


def _put_first(request: HttpRequest, batch: CourseBatch) -> str:
    entry = get_object_or_404(
        batch.waitlist.filter(ended_at=None).select_related("user"), pk=_number(request.POST.get("entry"))
    )
    put_first(entry=entry)
    return _("%(name)s comes before all others now.") % {"name": entry.user.name}


def _give_seats(request: HttpRequest, batch: CourseBatch) -> str:
    chosen = [_number(value) for value in request.POST.getlist("who")]
    seated = len(give_seats(batch=batch, entries=chosen, by=request.user))
    if seated < len(chosen):
        text = _("%(seated)s of %(chosen)s have a seat now. There are no more.")
        return text % {"seated": seated, "chosen": len(chosen)}
    return ngettext("%(number)s person has a seat now.", "%(number)s people have a seat now.", seated) % {
        "number": seated
    }


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


ACTS = {"put_back": _put_back, "first": _put_first, "seat": _give_seats}

urlpatterns = [
    path("teach/batches/<int:pk>/roster/", roster_page, name="roster"),
    path("teach/batches/<int:pk>/roster/table.<str:form>", table, name="roster_table"),
]
