"""Money that leaves for instructors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BankAccount(models.Model):
    """Where an instructor's money goes. The details are encrypted; only the last four signs are readable."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bank_account")
    secret = models.BinaryField()
    last_four = models.CharField(max_length=4)
    bank_name = models.CharField(_("bank"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """What may be shown: "Bank Jago ····1234"."""
        return f"{self.bank_name} ····{self.last_four}"


class PayoutBatch(models.Model):
    """Payouts that were prepared together: approved together, exported as one file."""

    class Status(models.TextChoices):
        PREPARED = "prepared", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        PAID = "paid", _("Paid")
        CANCELLED = "cancelled", _("Cancelled")

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PREPARED)
    created_at = models.DateTimeField(_("prepared"), default=timezone.now)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("prepared by")
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("approved by")
    )
    closed_at = models.DateTimeField(_("paid or cancelled"), null=True, blank=True)

    class Meta:
        verbose_name = _("batch of payouts")
        verbose_name_plural = _("batches of payouts")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Payout(models.Model):
    """What one instructor is paid of a batch, in one currency; its status is the batch's.

    Which revenues it consists of, they say themselves.
    """

    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="payouts")
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payouts")
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    bank = models.CharField(_("to"), max_length=120, blank=True)
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "instructor", "currency"], name="payout_once_a_batch"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payout_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency}"
