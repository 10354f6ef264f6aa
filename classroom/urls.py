"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import batches, codes, openings

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *codes.urlpatterns,
        *openings.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
