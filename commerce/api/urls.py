"""Addresses under /api/v1/ that belong to the shop."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import revenue

urlpatterns: list[URLPattern | URLResolver] = [
    path("revenue/", revenue.RevenueView.as_view()),
    path("payouts/", revenue.PayoutsView.as_view()),
]
