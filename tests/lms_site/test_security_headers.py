"""What the browser is told not to do; the CMS is relaxed as far as Wagtail needs and no further."""

import pytest
from django.conf import settings
from django.http import HttpResponse

from lms_site.middleware.security import SecurityPolicyMiddleware, origin_of
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
