"""Addresses of the shop."""

from django.urls import include, path

from commerce.pages import pages
from commerce.views import batch_price, own_coupons, papers, teaching

app_name = "commerce"

_named = (
    [
        path("orders/<str:number>/invoice/", papers.invoice, name="invoice"),
        path("orders/<str:number>/credit-notes/<str:note>/", papers.credit_note, name="credit_note"),
        path("teach/sales/", teaching.sales, name="sales"),
        path("teach/sales/table.<slug:form>", teaching.sales_table, name="sales_table"),
        path("teach/sales/statement.<slug:form>", teaching.statement, name="statement"),
        path("teach/bank/", teaching.bank, name="bank"),
        *own_coupons.urlpatterns,
        *batch_price.urlpatterns,
        *pages,
    ],
    "commerce",
)

urlpatterns = [path("", include(_named))]
