"""Choosing the interface language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

ONE_YEAR = 365 * 24 * 3600


@never_cache
@require_GET
def set_language_link(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Remember the language in a cookie and go back to `next`: works on cached pages, without a form.

    Somebody signed in who clicks on a page of ours keeps it in the profile; a link on another site
    does not reach that far.
    """
    response = _choose(request, code, request.GET.get("next", ""))
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        _keep_in_profile(request, code)
    return response


@never_cache
@require_POST
def set_language_form(request: HttpRequest) -> HttpResponseRedirect:
    """The same by form (`language`, `next`); somebody signed in keeps it in the profile as well."""
    code = request.POST.get("language", "")
    response = _choose(request, code, request.POST.get("next", ""))
    _keep_in_profile(request, code)
    return response


def _keep_in_profile(request: HttpRequest, code: str) -> None:
    if request.user.is_authenticated and request.user.language != code:
        request.user.language = code
        request.user.save(update_fields=["language"])


def _choose(request: HttpRequest, code: str, target: str) -> HttpResponseRedirect:
    if code not in dict(settings.LANGUAGES):
        raise Http404
    is_safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if is_safe else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
