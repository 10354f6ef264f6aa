"""Addresses under /api/v1/ that belong to the classroom; each module of views lists its own."""

from django.urls import URLPattern, URLResolver

from . import batches, joining, openings, planning, teachers

urlpatterns: list[URLPattern | URLResolver] = [
    *batches.urlpatterns,
    *joining.urlpatterns,
    *planning.urlpatterns,
    *teachers.urlpatterns,
    *openings.urlpatterns,
]
