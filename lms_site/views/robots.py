"""robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Doors that people look for; behind each of them the rest is closed.
DOORS = ["/accounts/login/", "/learn/"]
PRIVATE = ["/accounts/", "/api/", "/cms/", "/django-admin/", "/dev/", "/language/", "/learn/"]


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where the list of pages is."""
    lines = [
        "User-agent: *",
        *(f"Allow: {path}$" for path in DOORS),
        *(f"Disallow: {path}" for path in PRIVATE),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
