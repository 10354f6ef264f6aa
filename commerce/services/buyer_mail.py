"""Mails to buyers about their money: the receipt of an order, the notice of a refund."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.urls import reverse

from catalog.models import CourseSummary
from classroom.models import WaitlistEntry
from commerce.errors import NoInvoice
from commerce.models import Invoice, Order, OrderFlag, OrderLine, Refund, RefundLine
from commerce.services.invoices import issue_credit_note
from lms_site.links import absolute_url
from lms_site.mail import queue_mail


def send_receipt(*, order_id: int) -> None:
    """Write the buyer what was bought, with links to begin, gifts, the amount and the invoice; once an order."""
    order = Order.objects.select_related("user").get(pk=order_id)
    lines = list(order.lines.select_related("offer").prefetch_related("courses", "flags"))
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


def tell_of_missed_seat(*, flag_id: int) -> None:
    """Write a buyer whose money came when no seat was left that it goes back and that they wait first; once an order.

    Nothing for other flags.
    """
    flags = OrderFlag.objects.select_related("order__user").filter(reason=OrderFlag.Reason.SOLD_OUT)
    flag = flags.filter(pk=flag_id).first()
    if flag is None or flag.order.user is None:
        return
    order = flag.order
    waits = WaitlistEntry.objects.filter(user=order.user, is_first=True, batch__offer__lines__order=order)
    batches = [entry.batch for entry in waits.select_related("batch").order_by("pk")]
    if batches:
        queue_mail(
            key=f"missed-seat:{order.pk}",
            to=order.email,
            template="seat_missed",
            context={
                **_head(order),
                "total_minor": order.total_minor,
                "batches": [{"name": batch.name, "url": _page_of(batch.pk)} for batch in batches],
            },
            language=order.language,
        )


def _page_of(batch_id: int) -> str:
    return absolute_url(reverse("classroom:batch", args=[batch_id]))


def _head(order: Order) -> dict[str, Any]:
    return {
        "name": order.user.name if order.user else order.billing_name or order.email,
        "number": order.number,
        "currency": order.currency,
    }


def _bought(line: OrderLine, urls: dict[UUID, str]) -> dict[str, Any]:
    """One thing of the receipt. `is_held`: staff must look at it before it can be used."""
    is_held = any(flag.resolved_at is None for flag in line.flags.all())
    courses = [] if line.is_gift or is_held else _opened(line, urls)
    return {
        "title": line.title,
        "total_minor": line.total_minor,
        "is_held": is_held,
        "courses": [{"title": title, "url": url} for title, url in courses if url],
        "gift_to": line.gift_name or line.gift_email,
        "gift_on": line.gift_on,
    }


def _opened(line: OrderLine, urls: dict[UUID, str]) -> list[tuple[str, str]]:
    """Where what was bought begins: a batch at its own page, everything else at its courses."""
    if line.offer.batch_id:
        return [(line.title, _page_of(line.offer.batch_id))]
    return [(course.title, urls.get(course.course_key, "")) for course in line.courses.all()]


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
