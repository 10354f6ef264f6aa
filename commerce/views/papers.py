"""Invoices and credit notes as PDF, for the buyer and for staff."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from commerce.errors import NoInvoice
from commerce.models import Invoice, InvoiceKind, Order
from commerce.papers.render import render_paper
from commerce.services.invoices import issue_invoice
from lms_site.public import mark_private


@require_safe
@login_required
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """The invoice of an order; issued now when the task has not come to it yet. 404 for everybody else."""
    order = _order(request, number)
    try:
        return pdf_response(issue_invoice(order_id=order.pk))
    except NoInvoice as error:
        raise Http404 from error


@require_safe
@login_required
def credit_note(request: HttpRequest, number: str, note: str) -> HttpResponse:
    """One credit note of an order, by its number."""
    order = _order(request, number)
    return pdf_response(get_object_or_404(order.invoices, number=note, kind=InvoiceKind.CREDIT_NOTE))


def _order(request: HttpRequest, number: str) -> Order:
    order = get_object_or_404(Order, number=number)
    if not request.user.has_perm("commerce.read_papers", order):
        raise Http404
    return order


def pdf_response(paper: Invoice) -> HttpResponse:
    """The paper as a file that is called like its number; for one person, kept by no shared cache."""
    response = HttpResponse(render_paper(paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{paper.number}.pdf"'
    return mark_private(response)
