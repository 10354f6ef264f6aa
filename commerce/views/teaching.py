"""An instructor's sales, statement and bank details."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commerce.days import day_of
from commerce.errors import BankClosed
from commerce.forms import BankForm, PeriodForm
from commerce.models import BankAccount, PayoutBatch
from commerce.period import sales_of_period
from commerce.queries.earnings import earnings_of
from commerce.services.bank import save_bank_account
from commerce.statements import render_statement
from commerce.tables import sales_rows, statement_rows
from lms_site.sheets import FORMS, download, table_response

LATEST_PAYOUTS = 12


def for_teachers(view):
    """`view` for whoever writes courses or has a share of one; others are told that it is not theirs."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("commerce.see_own_sales"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_teachers
def sales(request: HttpRequest) -> HttpResponse:
    """What was sold in a time, what is owed, and where the money goes."""
    user, earnings = request.user, earnings_of(request.user, now=timezone.now())
    currencies = [row.currency for row in earnings]
    context = sales_of_period(_period(request), instructor_id=user.pk, other_currencies=currencies)
    payouts = user.payouts.exclude(batch__status=PayoutBatch.Status.CANCELLED).select_related("batch")
    context |= {
        "earnings": next((row for row in earnings if row.currency == context["currency"]), None),
        "payouts": payouts[:LATEST_PAYOUTS],
        "account": BankAccount.objects.filter(user=user).first(),
    }
    return render(request, "commerce/sales.html", context)


@require_safe
@for_teachers
def sales_table(request: HttpRequest, form: str) -> HttpResponse:
    """The person's part of every day and course as CSV or XLSX."""
    if form not in FORMS:
        raise Http404
    since, until = _period(request).days
    headings, rows = sales_rows(request.user, since=since, until=until)
    return table_response(form, f"sales-{since}-{until}", headings, rows)


@require_safe
@for_teachers
def statement(request: HttpRequest, form: str) -> HttpResponse:
    """What was owed before, earned, paid and is owed after: as PDF; as CSV or XLSX with every single sale."""
    since, until = _period(request).days
    name = f"statement-{since}-{until}"
    if form == "pdf":
        pdf = render_statement(request.user, since=since, until=until, on=day_of(timezone.now()))
        return download(pdf, f"{name}.pdf", "application/pdf")
    if form not in FORMS:
        raise Http404
    headings, rows = statement_rows(request.user, since=since, until=until)
    return table_response(form, name, headings, rows)


@require_http_methods(["GET", "POST"])
@for_teachers
@reauthentication_required
def bank(request: HttpRequest) -> HttpResponse:
    """Say where the money goes; asks for the password or the second step again. Old details are not shown."""
    form = BankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = save_bank_account(user=request.user, details=form.details(), request=request)
        except BankClosed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your money goes to %(account)s from now on.") % {"account": account.masked})
            return redirect("commerce:sales")
    context = {"form": form, "account": BankAccount.objects.filter(user=request.user).first()}
    return render(request, "commerce/bank.html", context, status=422 if form.errors else 200)


def _period(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET, today=day_of(timezone.now()))
