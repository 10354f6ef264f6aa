"""Whose money it is: shares of what was sold."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Revenue(models.Model):
    """Somebody's part of one sold course, or of its refund (below zero). Without instructor it is the platform's.

    Rows are added, never changed, but for `payout`: the payout that it went out with. It can go out
    from `available_at` on.
    """

    class Kind(models.TextChoices):
        SALE = "sale", _("Sale")
        REFUND = "refund", _("Refund")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    line = models.ForeignKey("commerce.OrderLine", on_delete=models.PROTECT, related_name="revenues")
    refund = models.ForeignKey("commerce.Refund", null=True, on_delete=models.PROTECT, related_name="revenues")
    course_key = models.UUIDField(_("course"))
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="revenues"
    )
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    available_at = models.DateTimeField(_("can be paid out from"))
    payout = models.ForeignKey("commerce.Payout", null=True, on_delete=models.SET_NULL, related_name="revenues")

    class Meta:
        verbose_name = _("revenue")
        verbose_name_plural = _("revenues")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="sale", amount_minor__gte=0, refund=None)
                | Q(kind="refund", amount_minor__lte=0, refund__isnull=False),
                name="revenue_has_its_sign",
            ),
            models.UniqueConstraint(
                fields=["line", "course_key", "instructor"],
                condition=Q(kind="sale", instructor__isnull=False),
                name="revenue_sale_once",
            ),
            models.UniqueConstraint(
                fields=["line", "course_key"],
                condition=Q(kind="sale", instructor=None),
                name="revenue_sale_once_for_platform",
            ),
        ]
        indexes = [
            models.Index(fields=["instructor", "-created_at"], name="revenue_of_person"),
            models.Index(fields=["course_key", "created_at"], name="revenue_of_course"),
            # With the amount, so that what is due is summed up without reading the rows.
            models.Index(
                fields=["instructor", "currency", "available_at"],
                include=["amount_minor"],
                condition=Q(payout=None),
                name="revenue_to_pay_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"
