"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import batches, openings, sessions, teaching_sessions

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *sessions.urlpatterns,
        *teaching_sessions.urlpatterns,
        *openings.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
