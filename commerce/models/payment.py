"""Attempts at paying an order, money sent back, and what providers told us."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PaymentStatus(models.TextChoices):
    STARTED = "started", _("Started")
    PROCESSING = "processing", _("In process at the bank")
    ACCEPTED = "accepted", _("Accepted")
    SURPLUS = "surplus", _("Received without need")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


RECEIVED = (PaymentStatus.ACCEPTED, PaymentStatus.SURPLUS)


class Payment(models.Model):
    """One attempt at paying an order. `key` is what the provider knows it by, and makes asking twice safe.

    One payment an order is ACCEPTED at most. Money that came beside it is SURPLUS and goes back.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey("commerce.Order", on_delete=models.PROTECT, related_name="payments")
    gateway = models.CharField(_("way of paying"), max_length=20)
    provider_id = models.CharField(_("provider's id"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=PaymentStatus.choices, default=PaymentStatus.STARTED)
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    refunded_minor = models.PositiveBigIntegerField(_("refunded"), default=0)
    failure_code = models.CharField(_("why it failed"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "provider_id"], condition=~Q(provider_id=""), name="payment_provider_id_once"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(status="accepted"), name="payment_one_accepted_an_order"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(status__in=["started", "processing"]), name="payment_one_open_an_order"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(refunded_minor__lte=F("amount_minor")), name="payment_refund_within_amount"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "surplus"]) | Q(received_at__isnull=False),
                name="payment_received_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.provider_id or self.key}"

    @property
    def left_minor(self) -> int:
        """What could still be sent back."""
        return self.amount_minor - self.refunded_minor


class RefundStatus(models.TextChoices):
    REQUESTED = "requested", _("On its way")
    SETTLED = "settled", _("Sent back")
    FAILED = "failed", _("Failed")


class Refund(models.Model):
    """Money of one payment on its way back. Amounts are reserved when it is asked for."""

    class Reason(models.TextChoices):
        LEARNER = "learner", _("Asked for by the learner")
        STAFF = "staff", _("Decided by staff")
        SURPLUS = "surplus", _("Paid twice")
        UNDELIVERED = "undelivered", _("Could not be delivered")
        PROVIDER = "provider", _("Made at the provider")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    order = models.ForeignKey("commerce.Order", on_delete=models.PROTECT, related_name="refunds")
    status = models.CharField(_("status"), max_length=10, choices=RefundStatus.choices, default=RefundStatus.REQUESTED)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    provider_id = models.CharField(_("provider's id"), max_length=120, blank=True)
    failure_code = models.CharField(_("why it failed"), max_length=60, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    settled_at = models.DateTimeField(_("sent back"), null=True, blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_amount_positive"),
            models.UniqueConstraint(
                fields=["provider_id"], condition=~Q(provider_id=""), name="refund_provider_id_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.amount_minor} {self.currency}"


class RefundLine(models.Model):
    """The part of a refund that belongs to one line of the order, split into net and tax."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("commerce.OrderLine", on_delete=models.PROTECT, related_name="refund_lines")
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    tax_minor = models.PositiveBigIntegerField(_("of which tax"), default=0)
    ends_access = models.BooleanField(_("takes the course back"), default=True)

    class Meta:
        verbose_name = _("refunded line")
        verbose_name_plural = _("refunded lines")
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="refund_line_once"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, tax_minor__lte=F("amount_minor")), name="refund_line_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.refund_id}: {self.line_id}"


class ProviderEvent(models.Model):
    """The receipt of one notice of a provider: its id is accepted once, whatever is sent how often.

    `content` is what we made of it: what the provider sent holds more than is ours to keep.
    """

    class Outcome(models.TextChoices):
        APPLIED = "applied", _("Applied")
        KNOWN = "known", _("Nothing new")
        WAITING = "waiting", _("Waits for an earlier notice")
        UNKNOWN = "unknown", _("Not of this site")
        IGNORED = "ignored", _("Of no concern")

    gateway = models.CharField(_("provider"), max_length=20)
    event_id = models.CharField(_("id"), max_length=120)
    kind = models.CharField(_("kind"), max_length=60)
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="events")
    content = models.JSONField(_("content"), default=dict)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("notice of a provider")
        verbose_name_plural = _("notices of providers")
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["gateway", "event_id"], name="provider_event_once")]
        indexes = [
            models.Index(fields=["-received_at"], name="provider_event_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway}: {self.kind}"
