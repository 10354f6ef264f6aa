"""Calendars for other programs: the feed, its address, and single sessions."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.seeing import own_eyes_only
from classroom.feed_tokens import read_feed_token
from classroom.ical import as_ical, calendar_name, version_of
from classroom.queries.calendar import session_entry
from classroom.queries.feeds import feed_owner, feed_url
from classroom.queries.own_feed import own_feed
from classroom.services.feeds import renew_feed
from lms_site.api.throttles import consume
from lms_site.api.views import known_etags
from lms_site.public import mark_private

from .room import enter

ICS = "text/calendar; charset=utf-8"


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's dates for whoever has the address; nobody signs in, and no cookie is set.

    404 for addresses that were given up or never were, 429 for programs that ask all the time.
    """
    try:
        user_id, generation = read_feed_token(token)
    except BadSignature:
        return _gone()
    # By address, so that whoever still asks under an old one takes nothing from its owner.
    limit = consume("calendar", f"feed:{user_id}.{generation}")
    if limit.left < 0:
        return _plain(_("Too many requests. Wait, then go on."), 429, {"Retry-After": str(limit.seconds)})
    owner = feed_owner(user_id, generation)
    if owner is None:
        return _gone()
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        return own_calendar(request, owner)


def own_calendar(request: HttpRequest, user: User) -> HttpResponse:
    """The dates of `user` as a calendar in the language that is active; 304 for who has them already."""
    now = timezone.now()
    entries = own_feed(user, now)
    etag = f'W/"{version_of(entries)}"'
    if etag in known_etags(request):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(as_ical(entries, name=calendar_name(), now=now), content_type=ICS)
        response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response.headers["ETag"] = etag
    response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    mark_private(response)
    return response


@never_cache
@require_safe
@login_required
@own_eyes_only
def feed_page(request: HttpRequest) -> HttpResponse:
    """The address of one's feed, and where to put it."""
    address = feed_url(request.user)
    _scheme, _colon, rest = address.partition(":")
    return render(request, "classroom/feed.html", {"address": address, "app_address": f"webcal:{rest}"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_eyes_only
def feed_renew(request: HttpRequest) -> HttpResponse:
    """GET asks whether one is sure; POST makes the address void and leads to the new one."""
    if request.method != "POST":
        return render(request, "classroom/feed_renew.html")
    renew_feed(user=request.user)
    messages.success(request, _("This is your new address. The old one leads nowhere any more."))
    return redirect("classroom:feed_page")


@never_cache
@require_safe
@login_required
def session_ics(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """One session as a file, for all who are in its batch or teach it."""
    batch = enter(request, pk)
    found = get_object_or_404(batch.sessions.all(), pk=session)
    found.batch = batch
    body = as_ical([session_entry(found)], name=batch.name, now=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="session-{found.pk}.ics"'}
    return HttpResponse(body, content_type=ICS, headers=headers)


def _gone() -> HttpResponse:
    return _plain(_("There is no calendar at this address, or no longer. The site shows you the one that counts."), 404)


def _plain(text: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    mark_private(response)
    return response


urlpatterns = [
    path("calendar/feed/", feed_page, name="feed_page"),
    path("calendar/feed/new/", feed_renew, name="feed_renew"),
    path("calendar/<str:token>.ics", feed, name="feed"),
    path("batches/<int:pk>/sessions/<int:session>.ics", session_ics, name="session_ics"),
]
