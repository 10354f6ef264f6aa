"""Addresses under /api/v1/ that belong to the catalog."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
