"""The addresses of /api/v1/, composed from the apps; what none of them knows is 404 in the envelope."""

from django.urls import URLPattern, URLResolver, path, re_path

from accounts.api import urls as accounts_api
from catalog.api.v1 import people as people_api
from catalog.api.v1 import urls as catalog_api
from classroom.api import urls as classroom_api
from commerce.api import urls as commerce_api
from lms_site.api.docs import DocsView, SchemaView
from lms_site.api.views import UnknownAddressView

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    *accounts_api.urlpatterns,
    *people_api.urlpatterns,
    *catalog_api.urlpatterns,
    *classroom_api.urlpatterns,
    *commerce_api.urlpatterns,
    re_path(".*", UnknownAddressView.as_view()),
]
