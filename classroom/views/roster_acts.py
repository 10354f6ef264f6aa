"""What is done with many people of a batch: writing to them, moving and removing them; each asks first."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from classroom.forms.roster import MoveForm, RemoveForm, RosterFilterForm, RosterMessageForm
from classroom.models import BatchMember, CourseBatch, JoinSource
from classroom.queries.roster import roster
from classroom.queries.siblings import batches_to_move_to
from classroom.services.roster import move_members, remove_members
from classroom.services.roster_messages import write_to_members
from lms_site.errors import DomainError

from .room import enter
from .roster_frame import show_roster_page

# So many names a page that asks first shows; it says how many more there are.
NAMED = 100


@never_cache
@login_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """A mail to the chosen ones, or to everybody where nobody was to be chosen."""
    batch = enter(request, pk, "classroom.assist_batch")
    is_for_some = "chosen" in request.GET or "who" in request.POST
    people = chosen_members(request, batch)
    if is_for_some and not people:
        return _nobody(request, batch)

    def send(form: RosterMessageForm) -> str:
        chosen = [member.user_id for member in people] if is_for_some else None
        sent = write_to_members(batch=batch, sender=request.user, people=chosen, **form.cleaned_data)
        text = ngettext(
            "Your message goes to %(number)s person.", "Your message goes to %(number)s people.", len(sent.recipients)
        )
        return text % {"number": len(sent.recipients)}

    form = RosterMessageForm(request.POST or None)
    done = _carried_out(request, batch, form, send)
    return done or _ask(request, "classroom/roster_message.html", batch, form, people, is_for_some=is_for_some)


@never_cache
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the chosen ones to another batch of the course, all of them or nobody."""
    batch = enter(request, pk, "classroom.run_batch")
    people = chosen_members(request, batch)
    if not people:
        return _nobody(request, batch)

    def carry_over(form: MoveForm) -> str:
        target = form.cleaned_data["to"]
        moved = move_members(batch=batch, members=[row.pk for row in people], to=target, by=request.user)
        text = ngettext(
            "%(number)s person is in “%(batch)s” now.", "%(number)s people are in “%(batch)s” now.", len(moved)
        )
        return text % {"number": len(moved), "batch": target.name}

    others = batches_to_move_to(batch, request.user, timezone.now())
    form = MoveForm(request.POST or None, batches=others)
    done = _carried_out(request, batch, form, carry_over)
    return done or _ask(request, "classroom/roster_move.html", batch, form, people, others=others)


@never_cache
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Name those who are to go, and take their seats once a reason is given."""
    batch = enter(request, pk, "classroom.run_batch")
    people = chosen_members(request, batch)
    if not people:
        return _nobody(request, batch)

    def take_out(form: RemoveForm) -> str:
        reason = form.cleaned_data["reason"]
        number = remove_members(batch=batch, members=[row.pk for row in people], by=request.user, reason=reason)
        text = ngettext("%(number)s person was removed.", "%(number)s people were removed.", number)
        return text % {"number": number}

    form = RemoveForm(request.POST or None)
    paid = [row.user.name for row in people if row.source == JoinSource.PURCHASE]
    done = _carried_out(request, batch, form, take_out)
    return done or _ask(request, "classroom/roster_remove.html", batch, form, people, paid=paid)


def _carried_out(request: HttpRequest, batch: CourseBatch, form, work: Callable[..., str]) -> HttpResponse | None:
    """Do `work` with a form that was sent, and say what it says; None where it is to be asked (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        said = work(form)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, said)
    return redirect("classroom:roster", batch.pk)


def chosen_members(request: HttpRequest, batch: CourseBatch) -> list[BatchMember]:
    """Those in the batch whom the checkboxes, or the question that was asked before, name; or all that match."""
    seated = batch.members.filter(left_at=None)
    if request.method == "GET" and request.GET.get("all"):
        found = roster(batch, RosterFilterForm(request.GET).wanted(), timezone.now())
        return list(found.filter(left_at=None))
    values = request.POST if request.method == "POST" else request.GET
    written = ",".join(values.getlist("who")).split(",")
    numbers = [int(value) for value in written if value.isascii() and value.isdigit() and len(value) < 10]
    return list(seated.filter(pk__in=numbers).select_related("user").order_by("user__display_name", "pk"))


def _nobody(request: HttpRequest, batch: CourseBatch) -> HttpResponse:
    messages.info(request, _("Choose people of the list first."))
    return redirect("classroom:roster", batch.pk)


def _ask(
    request: HttpRequest, template: str, batch: CourseBatch, form, people: list[BatchMember], **context
) -> HttpResponse:
    context |= {
        "form": form,
        "people": people[:NAMED],
        "more": max(0, len(people) - NAMED),
        "who": ",".join(str(member.pk) for member in people),
        "status": 422 if form.errors else 200,
    }
    return show_roster_page(request, template, batch, **context)


urlpatterns = [
    path("teach/batches/<int:pk>/roster/message/", message, name="roster_message"),
    path("teach/batches/<int:pk>/roster/move/", move, name="roster_move"),
    path("teach/batches/<int:pk>/roster/remove/", remove, name="roster_remove"),
]
