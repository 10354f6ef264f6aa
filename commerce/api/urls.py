"""Addresses under /api/v1/ that belong to the shop."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import invoices

urlpatterns: list[URLPattern | URLResolver] = [
    path("invoices/", invoices.InvoicesView.as_view()),
    path("invoices/<row:pk>/", invoices.InvoiceView.as_view()),
    path("invoices/<row:pk>/pdf/", invoices.InvoicePdfView.as_view()),
]
