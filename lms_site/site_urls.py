"""Addresses of the site itself: health, language, robots."""

from django.urls import path

from lms_site.views.health import healthz, readyz
from lms_site.views.language import set_language_form, set_language_link
from lms_site.views.robots import robots

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("language/", set_language_form, name="set_language_form"),
    path("language/<slug:code>/", set_language_link, name="set_language_link"),
]
