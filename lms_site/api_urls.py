"""Everything under /api/: our own (v1/), Wagtail's read API (cms/v2/), its token API (cms/v3/)."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from catalog.api import urls as catalog_api
from classroom.api.cms import BatchesEndpoint
from commerce.api.cms import OffersEndpoint
from lms_site.api.views import UnknownAddressView

catalog_api.v2.register_endpoint("offers", OffersEndpoint)
catalog_api.v2.register_endpoint("batches", BatchesEndpoint)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include("lms_site.api_v1_urls")),
    re_path("^v1$", UnknownAddressView.as_view()),
    path("cms/v2/", catalog_api.v2.urls),
    path("cms/v3/", catalog_api.v3),
]
