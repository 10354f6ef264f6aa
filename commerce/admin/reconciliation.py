"""Comparisons with the payment provider in the CMS: what differed, and comparing at once."""

from datetime import timedelta

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.admin.doors import turned_away
from commerce.gateways import current_gateway
from commerce.queries.reconciliation import differences_of, reconciliation_runs
from commerce.services.audit import record_act
from commerce.services.reconciliation import request_reconciliation
from lms_site.cms.page_head import page_head

MAY_SEE = "commerce.view_reconciliationrun"
MAY_COMPARE = "commerce.add_reconciliationrun"
PER_PAGE = 20
DIFFERENCES_PER_PAGE = 50
# How far back a comparison by hand can go.
DAYS = (1, 7, 30)


@permission_required(MAY_SEE, raise_exception=True)
def run_list(request: HttpRequest) -> HttpResponse:
    """Every comparison, newest first; POST begins one of the last `days`."""
    gateway = current_gateway()
    if request.method == "POST":
        return _compare(request, gateway.name if gateway else "")
    page = Paginator(reconciliation_runs(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "days": DAYS,
        "may_compare": gateway is not None and request.user.has_perm(MAY_COMPARE),
        **page_head(_("Reconciliation"), "draft"),
    }
    return render(request, "commerce/admin/reconciliation.html", context)


def _compare(request: HttpRequest, gateway: str) -> HttpResponse:
    away = turned_away(request, MAY_COMPARE, touches_money=True)
    if away is not None:
        return away
    days = request.POST.get("days", "")
    if not gateway or days not in map(str, DAYS):
        messages.error(request, _("There is nothing to compare with."))
        return redirect("reconciliation")
    now = timezone.now()
    with transaction.atomic():
        run = request_reconciliation(gateway=gateway, since=now - timedelta(days=int(days)), until=now)
        record_act(actor=request.user, verb="reconcile", target=f"reconciliation:{run.pk}", request=request)
    messages.success(request, _("The comparison has begun. Load this page again in a moment."))
    return redirect("reconciliation_run", run.pk)


@permission_required(MAY_SEE, raise_exception=True)
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One comparison with its differences, those that nobody has put right first."""
    run = get_object_or_404(reconciliation_runs(), pk=pk)
    page = Paginator(differences_of(run), DIFFERENCES_PER_PAGE).get_page(request.GET.get("p"))
    head = page_head(_("Comparison with the provider"), "draft", (_("Reconciliation"), reverse("reconciliation")))
    return render(request, "commerce/admin/reconciliation_run.html", {"run": run, "page": page, **head})
