"""Doors for signed-in people: the second factor, the legal texts, and staff who look as a learner."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.roles import STAFF_ROLES, role_of
from accounts.seeing import is_looking, person_seen
from accounts.services.consent import current_versions, missing_consents
from lms_site.middleware.person import zone_named

STAFF_PATHS = ("/cms/", "/django-admin/")
# Where people go although they have not accepted: out, to the texts, and what pages are made of.
CONSENT_FREE_PATHS = (
    "/accounts/",
    "/legal/",
    "/language/",
    "/api/",
    "/static/",
    "/media/",
    "/documents/",
    "/cms/logout/",
    "/healthz",
    "/readyz",
)
CONSENT_SESSION_KEY = "consent"


class StaffSecondFactorMiddleware:
    """With LMS_STAFF_MFA=required, admins and moderators enter the CMS with a second factor only.

    Whoever has none is sent to set it up, and told why. Whoever has one was asked for it at sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(STAFF_PATHS) and lacks_required_factor(request.user):
            messages.info(request, _("Your role can change a lot here. Protect it with a second step, then go on."))
            return HttpResponseRedirect(resolve_url("mfa_activate_totp"))
        return self.get_response(request)


def lacks_required_factor(user) -> bool:
    """Whether `user` must set up a second step before entering the CMS. At most two queries."""
    is_required = settings.LMS_STAFF_MFA == "required" and role_of(user) in STAFF_ROLES
    return is_required and not has_second_factor(user)


def has_second_factor(user) -> bool:
    """Whether sign-in asks `user` for a code. One query."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    return get_adapter().is_mfa_enabled(user, types=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


class ConsentMiddleware:
    """A signed-in person who has not accepted the texts in force is asked before the next page.

    The session remembers what was found, so that the database is asked once a session and version.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_page_of_a_person(request) and not self._has_accepted(request):
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{resolve_url('accounts:consent')}?{query}")
        return self.get_response(request)

    def _is_page_of_a_person(self, request) -> bool:
        return (
            request.method == "GET"
            and settings.SESSION_COOKIE_NAME in request.COOKIES
            and "text/html" in request.headers.get("accept", "")
            and "hx-request" not in request.headers
            and not request.path.startswith(CONSENT_FREE_PATHS)
            and request.user.is_authenticated
        )

    def _has_accepted(self, request) -> bool:
        current = current_versions()
        if not current or request.session.get(CONSENT_SESSION_KEY) == current:
            return True
        if missing_consents(user=request.user):
            return False
        request.session[CONSENT_SESSION_KEY] = current
        return True


# The account, programs and the pages of staff: closed while one looks as somebody else. Single views
# close themselves with `own_eyes_only`.
CLOSED_PATHS = ("/accounts/", "/_allauth/", "/api/", *STAFF_PATHS)
STOP_PATH = "/accounts/seeing/stop/"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SeeAsMiddleware:
    """While staff look as a learner, pages are that learner's, and none of them changes anything.

    `request.seen_by` is the staff member then. It stands after the doors, which the staff member passes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        person = person_seen(request) if is_signed_in else None
        if person is None:
            return self.get_response(request)
        request.seen_by, request.user = request.user, person
        if request.path != STOP_PATH and not self._is_open(request):
            return self._closed(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_looking(request):
            return None
        if getattr(view, "is_own_eyes_only", False):
            return self._closed(request)
        person = request.user
        translation.activate(person.language or request.LANGUAGE_CODE)
        timezone.activate(zone_named(person.timezone or settings.LMS_TIME_ZONE))
        return None

    def _is_open(self, request) -> bool:
        return request.method in SAFE_METHODS and not request.path.startswith(CLOSED_PATHS)

    def _closed(self, request):
        return render(request, "accounts/only_looking.html", status=403)
