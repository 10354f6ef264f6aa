"""Addresses of the classroom."""

from django.urls import include, path

from classroom.views import batches

app_name = "classroom"

_named = (
    [
        path("batches/join/", batches.by_code, name="join"),
        path("batches/<int:pk>/", batches.batch, name="batch"),
    ],
    "classroom",
)

urlpatterns = [path("", include(_named))]
