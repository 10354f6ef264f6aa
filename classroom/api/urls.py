"""Addresses under /api/v1/ that belong to the classroom; each module of views lists its own."""

from django.urls import URLPattern, URLResolver

from . import batches, joining, openings

urlpatterns: list[URLPattern | URLResolver] = [
    *batches.urlpatterns,
    *joining.urlpatterns,
    *openings.urlpatterns,
]
