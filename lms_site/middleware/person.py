"""The language and the timezone of whoever asks."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from lms_site.languages import request_language


class LanguageMiddleware:
    """Activates the interface language: the person's own, else by cookie, else by browser."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request):
        language = getattr(signed_in(request), "language", "")
        if language not in self.known:
            language = request_language(request.META)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


class TimezoneMiddleware:
    """Activates the person's timezone, or the site's own for strangers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = getattr(signed_in(request), "timezone", "") or settings.LMS_TIME_ZONE
        timezone.activate(zone_named(name))
        return self.get_response(request)


def signed_in(request):
    """The person who is signed in, or None; costs a stranger without a session nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


@lru_cache(maxsize=600)
def zone_named(name: str) -> ZoneInfo:
    """The zone of that name; the site's own where the name is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(settings.LMS_TIME_ZONE)
