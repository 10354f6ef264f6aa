"""Addresses of the shop."""

from django.urls import include, path

from commerce.views import papers

app_name = "commerce"

_named = (
    [
        path("orders/<str:number>/invoice/", papers.invoice, name="invoice"),
        path("orders/<str:number>/credit-notes/<str:note>/", papers.credit_note, name="credit_note"),
    ],
    "commerce",
)

urlpatterns = [path("", include(_named))]
