"""What the browser is told not to do; the CMS is relaxed as far as Wagtail needs and no further."""

import pytest
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpResponse

from lms_site.middleware.security import SecurityPolicyMiddleware, allow_stripe, origin_of
from tests.factories.accounts import AdminFactory

pytestmark = pytest.mark.django_db


def policy_of(response) -> dict[str, list[str]]:
    directives = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in directives}


@pytest.mark.parametrize("path", ["/accounts/login/", "/dev/mail/", "/no/such/page/", "/healthz", "/robots.txt"])
def test_pages_allow_nothing_inline_and_nothing_foreign(client, path):
    policy = policy_of(client.get(path))

    assert policy["default-src"] == ["'self'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == ["'self'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]


def test_pages_carry_the_other_headers(client):
    headers = client.get("/accounts/login/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/covers/kawung/70/1.svg", "/learn/files/token/", "/media/images/x.png"])
def test_pictures_and_signed_files_may_be_shown_by_frontends_elsewhere(client, path):
    assert client.get(path).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_editor_may_use_inline_script_and_style_and_nothing_foreign(client):
    client.force_login(AdminFactory())
    policy = policy_of(client.get("/cms/"))

    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["img-src"] == ["'self'", "data:", "blob:"]
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.parametrize("path", ["/cmsx/", "/courses/cms/", "/CMS/"])
def test_address_that_only_looks_like_the_editor_is_not_relaxed(client, path):
    assert policy_of(client.get(path))["script-src"] == ["'self'"]


def test_editor_may_frame_the_headless_client_and_no_page_else(rf, settings):
    settings.HEADLESS_CLIENT_URL = "https://learn.example.org:8443/preview/"
    middleware = SecurityPolicyMiddleware(lambda request: HttpResponse())

    editor = middleware(rf.get("/cms/pages/3/edit/"))
    page = middleware(rf.get("/courses/"))

    assert editor._csp_replace["frame-src"][-1] == "https://learn.example.org:8443"
    assert "'self'" in editor._csp_replace["frame-src"]
    assert not hasattr(page, "_csp_replace")


@pytest.mark.parametrize(
    ("url", "origin"),
    [("http://localhost:3000", "http://localhost:3000"), ("https://a.example/b/c?d", "https://a.example")],
)
def test_origin_of_an_address(url, origin):
    assert origin_of(url) == origin


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(client):
    response = client.get("/accounts/login/")

    assert response.cookies["csrftoken"]["samesite"] == "Lax"
    assert response.cookies["csrftoken"]["httponly"]
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_AGE == 86_400


# --- Checkout --------------------------------------------------------------------------------
@pytest.fixture
def checkout(rf):
    """The answer of a view that may show Stripe's card fields, through the middleware."""

    def get():
        view = allow_stripe(lambda request: HttpResponse("pay"))
        return CSPMiddleware(SecurityPolicyMiddleware(view))(rf.get("/checkout/"))

    return get


def test_checkout_lets_stripe_in_and_nobody_else(checkout, settings):
    settings.STRIPE_SECRET_KEY = "sk_test_1"
    response = checkout()
    policy = policy_of(response)

    assert policy["script-src"] == ["'self'", "https://js.stripe.com", "https://*.js.stripe.com"]
    assert policy["connect-src"] == ["'self'", "https://api.stripe.com"]
    assert "https://hooks.stripe.com" in policy["frame-src"]
    assert policy["default-src"] == policy["style-src"] == ["'self'"]
    assert 'payment=(self "https://js.stripe.com")' in response.headers["Permissions-Policy"]
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_checkout_of_a_site_without_stripe_is_as_closed_as_any_page(checkout):
    response = checkout()

    assert policy_of(response)["script-src"] == ["'self'"]
    assert "payment=()" in response.headers["Permissions-Policy"]
