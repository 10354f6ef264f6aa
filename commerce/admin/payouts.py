"""Payouts in the CMS: prepare, look, approve, export, mark as paid, give up."""

from functools import wraps

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from commerce.admin.doors import asked_for_factor
from commerce.models import PayoutBatch
from commerce.queries.payouts import batches_with_sums, payouts_of
from commerce.services.payouts import (
    Transfer,
    approve_payouts,
    cancel_payouts,
    export_payouts,
    mark_paid,
    prepare_payouts,
    require_cashier,
)
from commerce.tables import units
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError
from lms_site.sheets import table_response

PER_PAGE = 20


def cashiers_only(view):
    """`view` for whoever may pay instructors, by a second factor; what services refuse is told as a message."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require_cashier(request.user)
        away = asked_for_factor(request) if request.method == "POST" else None
        try:
            return away or view(request, *args, **kwargs)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("payout_batch", kwargs["pk"]) if "pk" in kwargs else redirect("payouts")

    return guarded


@cashiers_only
def batches(request: HttpRequest) -> HttpResponse:
    """All batches, the newest first; a page of 20."""
    page = Paginator(batches_with_sums(), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, **page_head(_("Payouts"), "upload")}
    return render(request, "commerce/admin/payouts.html", context)


@require_POST
@cashiers_only
def prepare(request: HttpRequest) -> HttpResponse:
    """A batch of whatever is due now."""
    prepared = prepare_payouts(by=request.user, now=timezone.now(), request=request)
    messages.success(request, _("The payouts are prepared. Look through them, then approve them."))
    left_out = len({due.instructor_id for due in prepared.without_bank})
    if left_out:
        text = ngettext(
            "%(count)d person is left out, as their bank account is not known.",
            "%(count)d people are left out, as their bank accounts are not known.",
            left_out,
        )
        messages.warning(request, text % {"count": left_out})
    return redirect("payout_batch", prepared.batch.pk)


@cashiers_only
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch with its payouts; POST takes the next step."""
    if request.method == "POST":
        return _act(request, pk)
    found = get_object_or_404(PayoutBatch.objects.select_related("prepared_by", "approved_by"), pk=pk)
    title = _("Payouts %(number)s") % {"number": found}
    context = {
        "batch": found,
        "payouts": payouts_of(found),
        **page_head(title, "upload", (_("Payouts"), reverse("payouts"))),
    }
    return render(request, "commerce/admin/payout_batch.html", context)


def _act(request: HttpRequest, pk: int) -> HttpResponse:
    acts = {
        "approve": (approve_payouts, _("The payouts are approved. Export them for the bank.")),
        "paid": (mark_paid, _("The payouts are booked as paid.")),
        "cancel": (cancel_payouts, _("The payouts are given up; what they consist of is due again.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, sentence = acts[request.POST["act"]]
    act(batch_id=pk, by=request.user, now=timezone.now(), request=request)
    messages.success(request, sentence)
    return redirect("payout_batch", pk)


@require_POST
@cashiers_only
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The file for the bank, with everybody's account in the clear; the log of acts names who took it."""
    transfers = export_payouts(batch_id=pk, by=request.user, request=request)
    headings = [
        *(_("Payout"), _("Person"), _("E-mail address"), _("Holder of the account"), _("IBAN or account number")),
        *(_("Bank"), _("Country"), _("Amount"), _("Currency"), _("Look at this")),
    ]
    return table_response("csv", f"payouts-{pk}", headings, map(_row, transfers))


def _row(transfer: Transfer) -> list[object]:
    payout, details = transfer.payout, transfer.details
    account = [details.holder, details.number, details.bank_name, details.country] if details else [""] * 4
    return [
        payout.pk,
        payout.instructor.name,
        payout.instructor.email,
        *account,
        units(payout.amount_minor),
        payout.currency,
        _("The account was changed after the payouts were prepared.") if transfer.is_changed else "",
    ]
