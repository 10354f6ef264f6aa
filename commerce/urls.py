"""Addresses of the shop."""

from django.urls import include, path

from commerce.pages import pages

app_name = "commerce"

_named = (
    [
        *pages,
    ],
    "commerce",
)

urlpatterns = [path("", include(_named))]
