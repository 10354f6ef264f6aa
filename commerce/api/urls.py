"""Addresses under /api/v1/ that belong to the shop."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import invoices, revenue, webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("invoices/", invoices.InvoicesView.as_view()),
    path("invoices/<row:pk>/", invoices.InvoiceView.as_view()),
    path("invoices/<row:pk>/pdf/", invoices.InvoicePdfView.as_view()),
    path("revenue/", revenue.RevenueView.as_view()),
    path("payouts/", revenue.PayoutsView.as_view()),
    path("payments/stripe/webhook/", webhooks.StripeWebhookView.as_view()),
]
