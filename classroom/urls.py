"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import (
    announcing,
    batches,
    calendar,
    classwork,
    feed,
    files,
    materials,
    openings,
    sessions,
    stream,
    teaching_sessions,
)

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *sessions.urlpatterns,
        *teaching_sessions.urlpatterns,
        *openings.urlpatterns,
        *calendar.urlpatterns,
        *feed.urlpatterns,
        *stream.urlpatterns,
        *announcing.urlpatterns,
        *classwork.urlpatterns,
        *materials.urlpatterns,
        *files.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
