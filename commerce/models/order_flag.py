"""Orders that a person must look at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .order import Order
from .order_line import OrderLine


class OrderFlag(models.Model):
    """Why a person must look at an order: money came that cannot simply be turned into courses."""

    class Reason(models.TextChoices):
        CLOSED = "course_closed", _("A course could not be opened")
        PAID_TWICE = "paid_twice", _("Paid twice")
        WRONG_AMOUNT = "wrong_amount", _("Another amount than the order's was paid")
        SOLD_OUT = "sold_out", _("Paid when nothing was left")
        REFUND_FAILED = "refund_failed", _("A refund failed")
        FOREIGN_REFUND = "foreign_refund", _("Refunded at the provider, not here")
        DISPUTE = "dispute", _("The buyer disputes the payment")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="flags")
    line = models.ForeignKey(OrderLine, null=True, on_delete=models.CASCADE, related_name="flags")
    payment = models.ForeignKey("commerce.Payment", null=True, on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    note = models.TextField(_("what happened"), blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    resolution = models.CharField(_("how"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("flagged order")
        verbose_name_plural = _("flagged orders")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at"], condition=Q(resolved_at=None), name="flag_open")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.reason}"
