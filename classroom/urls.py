"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import announcing, batches, classwork, files, materials, stream

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *stream.urlpatterns,
        *announcing.urlpatterns,
        *classwork.urlpatterns,
        *materials.urlpatterns,
        *files.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
