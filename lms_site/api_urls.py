"""Everything under /api/: our own (v1/), Wagtail's read API (cms/v2/), its token API (cms/v3/)."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from catalog.api import urls as catalog_api
from lms_site.api.views import UnknownAddressView

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include("lms_site.api_v1_urls")),
    re_path("^v1$", UnknownAddressView.as_view()),
    *catalog_api.urlpatterns,
]
