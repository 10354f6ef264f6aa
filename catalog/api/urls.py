"""Addresses of the read API (v2) and of the token API (v3), both mounted under `/api/cms/`."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v3.urls import api as wagtail_v3

from .bearer import guard, restrict_to_own_folders
from .preview import PagePreviewEndpoint
from .views import (
    CatalogDocumentsEndpoint,
    CatalogImagesEndpoint,
    CatalogPagesEndpoint,
    CategoriesEndpoint,
)

# The first endpoint of a model gives the addresses of its objects: pages stand before their previews.
v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", CatalogPagesEndpoint)
v2.register_endpoint("images", CatalogImagesEndpoint)
v2.register_endpoint("documents", CatalogDocumentsEndpoint)
v2.register_endpoint("categories", CategoriesEndpoint)
v2.register_endpoint("page_preview", PagePreviewEndpoint)

restrict_to_own_folders()
v3_patterns, v3_app_name, v3_namespace = wagtail_v3.urls

urlpatterns = [
    path("cms/v2/", v2.urls),
    path("cms/v3/", (guard(v3_patterns), v3_app_name, v3_namespace)),
]
