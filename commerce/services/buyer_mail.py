"""Mails to buyers about their money: the receipt of an order, the notice of a refund."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.urls import reverse

from catalog.models import CourseSummary
from commerce.errors import NoInvoice
from commerce.models import Invoice, Order, OrderLine, Refund, RefundLine
from commerce.services.invoices import issue_credit_note
from lms_site.links import absolute_url
from lms_site.mail import queue_mail


def send_receipt(*, order_id: int) -> None:
    """Write the buyer what was bought, with links to begin, gifts, the amount and the invoice; once an order."""
    order = Order.objects.select_related("user").get(pk=order_id)
    lines = list(order.lines.prefetch_related("courses", "flags"))
    urls = _course_urls(course.course_key for line in lines for course in line.courses.all())
    queue_mail(
        key=f"receipt:{order_id}",
        to=order.email,
        template="order_receipt",
        context={
            **_head(order),
            "items": [_bought(line, urls) for line in lines],
            "total_minor": order.total_minor,
            "invoice_url": absolute_url(reverse("commerce:invoice", args=[order.number])) if order.total_minor else "",
        },
        language=order.language,
    )


def send_refund_notice(*, refund_id: int) -> None:
    """Write the buyer what was sent back and what for, with the credit note where there is one; once a refund."""
    refund = Refund.objects.select_related("order__user").get(pk=refund_id)
    rows = refund.lines.select_related("line").order_by("line__position")
    note = _credit_note(refund)
    queue_mail(
        key=f"refund:{refund_id}",
        to=refund.order.email,
        template="order_refunded",
        context={
            **_head(refund.order),
            "reason": refund.reason,
            "amount_minor": refund.amount_minor,
            "items": [_returned(row) for row in rows],
            "credit_note_url": _credit_note_url(refund.order, note) if note else "",
        },
        language=refund.order.language,
    )


def _head(order: Order) -> dict[str, Any]:
    return {
        "name": order.user.name if order.user else order.billing_name or order.email,
        "number": order.number,
        "currency": order.currency,
    }


def _bought(line: OrderLine, urls: dict[UUID, str]) -> dict[str, Any]:
    """One thing of the receipt. `is_held`: staff must look at it before it can be used."""
    is_held = any(flag.resolved_at is None for flag in line.flags.all())
    courses = (
        []
        if line.is_gift or is_held
        else [(course.title, urls.get(course.course_key, "")) for course in line.courses.all()]
    )
    return {
        "title": line.title,
        "total_minor": line.total_minor,
        "is_held": is_held,
        "courses": [{"title": title, "url": url} for title, url in courses if url],
        "gift_to": line.gift_name or line.gift_email,
        "gift_on": line.gift_on,
    }


def _returned(row: RefundLine) -> dict[str, Any]:
    return {
        "title": row.line.title,
        "amount_minor": row.amount_minor,
        "is_ended": row.ends_access,
        "is_gift": row.line.is_gift,
    }


def _course_urls(course_keys: Iterable[UUID]) -> dict[UUID, str]:
    """Where the courses begin; without those that are not live. One query."""
    cards = CourseSummary.objects.filter(course_key__in=set(course_keys)).order_by("-pk")
    return {key: absolute_url(url) for key, url in cards.values_list("course_key", "url")}


def _credit_note(refund: Refund) -> Invoice | None:
    with suppress(NoInvoice):
        return issue_credit_note(refund_id=refund.pk)
    return None


def _credit_note_url(order: Order, note: Invoice) -> str:
    return absolute_url(reverse("commerce:credit_note", args=[order.number, note.number]))
