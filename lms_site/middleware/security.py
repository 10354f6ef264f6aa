"""Browser policy beyond what Django and django-csp set by themselves."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

EDITOR_PREFIXES = ("/cms/", "/django-admin/")
# Wagtail's editor has inline scripts and styles without a nonce, and previews uploads from blob: URLs.
EDITOR_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}
# Public pictures, and files behind signed addresses: frontends on other origins show them.
SHOWN_ELSEWHERE = ("/covers/", "/learn/files/", settings.MEDIA_URL)
PERMISSIONS = (
    "accelerometer=(), autoplay=(self), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    'fullscreen=(self "https://www.youtube-nocookie.com" "https://player.vimeo.com")'
)

# What Stripe's card fields need, by its documentation: its script, the frames of the fields and of the bank's
# question, the way to its API; wallets, which pay by the browser, and banks that ask in a window of their own.
STRIPE_POLICY = {
    "script-src": ["https://js.stripe.com", "https://*.js.stripe.com"],
    "frame-src": ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    "connect-src": ["https://api.stripe.com"],
}
STRIPE_PERMISSIONS = PERMISSIONS.replace("payment=()", 'payment=(self "https://js.stripe.com")')


class SecurityPolicyMiddleware:
    """Adds Permissions-Policy and Cross-Origin-Resource-Policy, and relaxes the content policy of the CMS.

    Stands inside CSPMiddleware, which reads the attributes set here when it writes its header.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        client = settings.HEADLESS_CLIENT_URL
        self.editor_policy = dict(EDITOR_POLICY)
        if client:
            frames = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]
            self.editor_policy["frame-src"] = [*frames, origin_of(client)]

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        is_shown_elsewhere = request.path_info.startswith(SHOWN_ELSEWHERE)
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_shown_elsewhere else "same-origin"
        )
        if request.path_info.startswith(EDITOR_PREFIXES) and not hasattr(response, "_csp_replace"):
            response._csp_replace = self.editor_policy
        return response


def allow_stripe(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page of this view may show Stripe's card fields, where the site uses Stripe; no other page may."""

    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if settings.STRIPE_SECRET_KEY:
            response._csp_update = STRIPE_POLICY
            response.headers["Permissions-Policy"] = STRIPE_PERMISSIONS
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
        return response

    return opened


def origin_of(url: str) -> str:
    """Scheme and host of an address, the form in which a content policy names a site."""
    scheme, _separator, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}"
