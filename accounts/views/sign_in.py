"""Signing in, with the status that a refusal for too many attempts has."""

from http import HTTPStatus

from allauth.account.views import LoginView
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import RedirectView

WAIT_SECONDS = 60
CMS_ACCESS = "wagtailadmin.access_admin"


class SignInView(LoginView):
    """allauth's page; too many wrong passwords answer 429, with the form and what was typed."""

    def get_authenticated_redirect_url(self):
        """Where a signed-in person goes on; the CMS would send whoever may not enter back here, forever."""
        url = super().get_authenticated_redirect_url()
        if url.startswith(reverse("wagtailadmin_home")) and not self.request.user.has_perm(CMS_ACCESS):
            raise PermissionDenied
        return url

    def render_to_response(self, context, **kwargs):
        if getattr(self.request, "sign_in_limited", False):
            kwargs |= {"status": HTTPStatus.TOO_MANY_REQUESTS, "headers": {"Retry-After": str(WAIT_SECONDS)}}
        return super().render_to_response(context, **kwargs)


class StaffSignInView(RedirectView):
    """The CMS has no sign-in of its own: one door, with one set of limits and the second factor."""

    def get_redirect_url(self, *args, **kwargs):
        target = self.request.GET.get("next") or reverse("wagtailadmin_home")
        return f"{reverse('account_login')}?{urlencode({'next': target})}"


def too_many_requests(request, exception=None):
    """The page for whoever asks too often; allauth finds it as `handler429` of the URLconf."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response
