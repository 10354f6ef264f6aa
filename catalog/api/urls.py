"""The read API (v2), to which other apps add endpoints, and the token API (v3); mounted by `lms_site.api_urls`."""

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

v3 = (guard(v3_patterns), v3_app_name, v3_namespace)
