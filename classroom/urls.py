"""Addresses of the classroom; each module of views lists its own."""

from django.urls import include, path

from classroom.views import batches, openings, people, roster, roster_acts, roster_import

app_name = "classroom"

_named = (
    [
        *batches.urlpatterns,
        *people.urlpatterns,
        *roster.urlpatterns,
        *roster_acts.urlpatterns,
        *roster_import.urlpatterns,
        *openings.urlpatterns,
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
