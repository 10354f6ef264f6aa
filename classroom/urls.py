"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import (
    announcing,
    attendance,
    batch_ends,
    batch_settings,
    batch_teachers,
    batches,
    calendar,
    classwork,
    codes,
    feed,
    files,
    materials,
    openings,
    people,
    reminders,
    roster,
    roster_acts,
    roster_import,
    sessions,
    stream,
    teaching,
    teaching_sessions,
)

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *sessions.urlpatterns,
        *teaching_sessions.urlpatterns,
        *attendance.urlpatterns,
        *reminders.urlpatterns,
        *openings.urlpatterns,
        *calendar.urlpatterns,
        *feed.urlpatterns,
        *stream.urlpatterns,
        *announcing.urlpatterns,
        *classwork.urlpatterns,
        *materials.urlpatterns,
        *files.urlpatterns,
        *calendar.urlpatterns,
        *feed.urlpatterns,
        *people.urlpatterns,
        *roster.urlpatterns,
        *roster_acts.urlpatterns,
        *roster_import.urlpatterns,
        *teaching.urlpatterns,
        *batch_settings.urlpatterns,
        *batch_teachers.urlpatterns,
        *batch_ends.urlpatterns,
        *openings.urlpatterns,
        *codes.urlpatterns,
        *codes.urlpatterns,
        *openings.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
