"""Everything under /api/: Wagtail's read API (cms/v2/), its token API (cms/v3/), later our own (v1/)."""

from django.urls import URLPattern, URLResolver

from catalog.api import urls as catalog_api

urlpatterns: list[URLPattern | URLResolver] = [*catalog_api.urlpatterns]
