"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import batch_ends, batch_settings, batch_teachers, batches, openings, teaching

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *teaching.urlpatterns,
        *batch_settings.urlpatterns,
        *batch_teachers.urlpatterns,
        *batch_ends.urlpatterns,
        *openings.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
