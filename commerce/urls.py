"""Addresses of the shop."""

from django.urls import URLPattern

app_name = "commerce"
urlpatterns: list[URLPattern] = []
