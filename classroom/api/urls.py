"""Addresses under /api/v1/ that belong to the classroom; each module of views lists its own."""

from django.urls import URLPattern, URLResolver

from . import announcements, batches, comments, joining, materials

urlpatterns: list[URLPattern | URLResolver] = [
    *batches.urlpatterns,
    *joining.urlpatterns,
    *announcements.urlpatterns,
    *comments.urlpatterns,
    *materials.urlpatterns,
]
