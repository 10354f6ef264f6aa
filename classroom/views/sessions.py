"""Live sessions as those see them who are in the batch: what comes, what can be watched again, and the door."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classroom.errors import SessionClosed
from classroom.models import CourseBatch, LiveSession, Partner
from classroom.queries.sessions import coming_sessions, past_sessions
from classroom.services.door import OPENS, enter_session, refusal_at_door
from lms_site.errors import DomainError

from .room import enter, show_room

ROOM = "classroom:sessions"
PER_PAGE = 20
# Where Zoom's addresses of places lead.
ZOOM_SITES = ["https://zoom.us", "https://*.zoom.us"]


@never_cache
@login_required
@require_safe
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that come, or with `?show=past` those that were."""
    batch = enter(request, pk)
    now = timezone.now()
    is_teacher = request.user.has_perm("classroom.assist_batch", batch)
    page, context = page_of_sessions(request, batch, coming_sessions(batch, now), now)
    rows = [(session, refusal_at_door(session, is_teacher=is_teacher, now=now)) for session in page]
    response = show_room(request, "classroom/sessions.html", batch, rows=rows, **context)
    return lead_to_partners(response, page.object_list)


@never_cache
@login_required
def join(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """GET says whether the door is open; POST goes through it, into the partner's room."""
    batch = enter(request, pk)
    now = timezone.now()
    is_teacher = request.user.has_perm("classroom.assist_batch", batch)
    session = session_in(batch, session_id)
    refusal: DomainError | None = refusal_at_door(session, is_teacher=is_teacher, now=now)
    if request.method == "POST":
        try:
            return HttpResponseRedirect(enter_session(user=request.user, session=session, is_teacher=is_teacher))
        except DomainError as error:
            refusal = error
    context = {"session": session, "refusal": refusal, "opens_at": session.starts_at - OPENS, "room": ROOM}
    context["is_early"] = isinstance(refusal, SessionClosed) and refusal.code == "SESSION_EARLY"
    status = refusal.status if refusal is not None and request.method == "POST" else 200
    response = show_room(request, "classroom/session_door.html", batch, status=status, **context)
    return lead_to_partners(response, [session])


def session_in(batch: CourseBatch, session_id: int) -> LiveSession:
    """A session of the batch; raises Http404."""
    session = batch.sessions.select_related("host").filter(pk=session_id).first()
    if session is None:
        raise Http404
    return session


def page_of_sessions(
    request: HttpRequest, batch: CourseBatch, coming: QuerySet[LiveSession], now: datetime
) -> tuple[Page, dict[str, object]]:
    """The page of the list that was asked for, and what its template knows of it."""
    is_past = request.GET.get("show") == "past"
    found = past_sessions(batch, now) if is_past else coming
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page, {"page_obj": page, "is_past": is_past, "now": now}


def lead_to_partners(response: HttpResponse, shown: list[LiveSession]) -> HttpResponse:
    """Let the buttons of this page lead to the rooms of the sessions on it: browsers follow a form nowhere else."""
    sites = {f"{parts.scheme}://{parts.netloc}" for session in shown if (parts := urlsplit(session.join_url)).netloc}
    if any(session.room_partner == Partner.ZOOM for session in shown):
        sites.update(ZOOM_SITES)
    response._csp_update = {"form-action": sorted(sites)}
    return response


urlpatterns = [
    path("batches/<int:pk>/sessions/", sessions, name="sessions"),
    path("batches/<int:pk>/sessions/<int:session_id>/join/", join, name="session_join"),
]
