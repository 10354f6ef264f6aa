"""Money that goes back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .payment import Payment


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
        SOLD_OUT = "sold_out", _("Nothing was left")
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
