"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import batches, codes

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *codes.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
