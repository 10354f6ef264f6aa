"""Attempts at paying an order."""

import uuid

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
