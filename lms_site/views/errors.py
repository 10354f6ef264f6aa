"""Error answers in the design of the site, where Django's own views do not do."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from lms_site.languages import request_language


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """413: nothing of the body was read; `limit` is in bytes. Programs that speak to allauth get its form."""
    if request.path_info.startswith("/_allauth/"):
        return JsonResponse({"status": 413}, status=413)
    with translation.override(request_language(request.META)):
        return render(request, "413.html", {"limit": limit}, status=413)


def length_required(request: HttpRequest) -> HttpResponse:
    """411: a body that does not say how long it is."""
    return HttpResponse(_("Content-Length is missing."), status=411, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest) -> HttpResponse:
    """400: a request that breaks the rules of HTTP; no page, as no browser sends it."""
    return HttpResponse(_("Bad request."), status=400, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: what happened and how to send it again."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
