"""Everything under /api/: Wagtail's read API (cms/v2/), its token API (cms/v3/), later our own (v1/)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
