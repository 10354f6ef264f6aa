"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import attendance, batches, openings, reminders

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *attendance.urlpatterns,
        *reminders.urlpatterns,
        *openings.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
