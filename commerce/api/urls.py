"""Addresses under /api/v1/ that belong to the shop."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("payments/stripe/webhook/", webhooks.StripeWebhookView.as_view()),
]
