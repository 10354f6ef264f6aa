"""What providers tell about refunds, ours and those that somebody made at the provider."""

from datetime import datetime

from commerce.gateways.base import Notice, NoticeKind
from commerce.models import OrderFlag, Payment, PaymentStatus, ProviderEvent, Refund, RefundStatus
from commerce.models.payment import RECEIVED
from commerce.money import allocate

from .flags import flag_order
from .refunds import fail_refund, settle_refund, write_refund_lines

Outcome = ProviderEvent.Outcome


def apply_refund_notice(payment: Payment, notice: Notice, now: datetime) -> str:
    """Do what the notice tells of a refund of `payment`, whose order is locked; returns the receipt's outcome.

    A refund of what is not paid yet, as far as we know, waits for the notice of the payment.
    """
    if payment.status not in RECEIVED:
        return Outcome.WAITING
    refund = _find(payment, notice)
    if notice.kind == NoticeKind.REFUND_FAILED:
        return _failed(refund, notice, now)
    if refund is None:
        return _made_elsewhere(payment, notice, now)
    if notice.refund_id and not refund.provider_id:
        Refund.objects.filter(pk=refund.pk).update(provider_id=notice.refund_id)
    return Outcome.APPLIED if settle_refund(refund_id=refund.pk, now=now) else Outcome.KNOWN


def _find(payment: Payment, notice: Notice) -> Refund | None:
    refunds = payment.refunds.all()
    by_key = refunds.filter(key=notice.refund_key).first() if notice.refund_key else None
    if by_key is None and notice.refund_id:
        return refunds.filter(provider_id=notice.refund_id).first()
    return by_key


def _failed(refund: Refund | None, notice: Notice, now: datetime) -> str:
    if refund is None:
        return Outcome.IGNORED
    if refund.status == RefundStatus.FAILED:
        return Outcome.KNOWN
    # One that was settled is for a person to put right: the course has been taken back, the books are closed.
    fail_refund(refund_id=refund.pk, failure_code=notice.failure_code, now=now)
    return Outcome.APPLIED


def _made_elsewhere(payment: Payment, notice: Notice, now: datetime) -> str:
    """Book a refund that somebody made at the provider. Only when it is all of the order do we know what it was for."""
    if not notice.refund_id:
        return Outcome.IGNORED
    order = payment.order
    if not 0 < notice.amount_minor <= payment.left_minor:
        note = f"{notice.refund_id}: {notice.amount_minor} {notice.currency}"
        flag_order(order=order, reason=OrderFlag.Reason.FOREIGN_REFUND, payment=payment, note=note, now=now)
        return Outcome.APPLIED
    is_whole = notice.amount_minor == payment.left_minor
    payment.refunded_minor += notice.amount_minor
    payment.save(update_fields=["refunded_minor"])
    refund = Refund.objects.create(
        payment=payment,
        order=order,
        reason=Refund.Reason.PROVIDER,
        amount_minor=notice.amount_minor,
        currency=payment.currency,
        provider_id=notice.refund_id,
        created_at=now,
    )
    if payment.status == PaymentStatus.ACCEPTED:
        _spread(refund, is_whole)
    if not is_whole:
        flag_order(order=order, reason=OrderFlag.Reason.FOREIGN_REFUND, payment=payment, note=notice.refund_id, now=now)
    settle_refund(refund_id=refund.pk, now=now)
    return Outcome.APPLIED


def _spread(refund: Refund, is_whole: bool) -> None:
    """Over the lines, in the proportion of what is left of each; courses are taken back when it was all."""
    order = refund.order
    order.refunded_minor += refund.amount_minor
    order.save(update_fields=["refunded_minor"])
    lines = list(order.lines.all())
    parts = allocate(refund.amount_minor, [line.total_minor - line.refunded_minor for line in lines])
    paired = [(line, part) for line, part in zip(lines, parts, strict=True) if part]
    write_refund_lines(refund, paired, ends_access=is_whole)
