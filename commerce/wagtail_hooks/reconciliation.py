"""The comparison with the payment provider, among the reports."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from commerce.admin.reconciliation import MAY_SEE, run_detail, run_list


@hooks.register("register_admin_urls")
def reconciliation_urls():
    return [
        path("reports/reconciliation/", run_list, name="reconciliation"),
        path("reports/reconciliation/<int:pk>/", run_detail, name="reconciliation_run"),
    ]


class ReconciliationItem(MenuItem):
    """For whoever may see comparisons."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_reports_menu_item")
def reconciliation_item():
    url = reverse("reconciliation")
    return ReconciliationItem(gettext_lazy("Reconciliation"), url, name="reconciliation", icon_name="draft", order=950)
