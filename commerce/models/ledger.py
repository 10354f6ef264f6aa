"""The books that prove whose money it is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Account(models.TextChoices):
    PROVIDER = "provider", _("Money at the payment provider")
    TAX = "tax", _("Tax owed")
    PLATFORM = "platform", _("The platform's share")
    INSTRUCTOR = "instructor", _("Owed to an instructor")
    UNAPPLIED = "unapplied", _("Received without need")
    BANK = "bank", _("Paid out")


class LedgerEntry(models.Model):
    """One line of the books: an amount from the credited to the debited account. Added, never changed.

    `key` names the fact, so that it is booked once. `instructor` says whose account INSTRUCTOR is. The
    database itself refuses to change or delete a line.
    """

    key = models.CharField(max_length=120, unique=True)
    debit = models.CharField(_("debit"), max_length=12, choices=Account.choices)
    credit = models.CharField(_("credit"), max_length=12, choices=Account.choices)
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    order = models.ForeignKey("commerce.Order", null=True, on_delete=models.PROTECT, related_name="ledger_entries")
    payout = models.ForeignKey("commerce.Payout", null=True, on_delete=models.PROTECT, related_name="ledger_entries")
    booked_at = models.DateTimeField(_("booked"), default=timezone.now)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-booked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_two_accounts"),
            models.CheckConstraint(
                condition=Q(Q(debit="instructor") | Q(credit="instructor"), instructor__isnull=False)
                | Q(~Q(debit="instructor"), ~Q(credit="instructor"), instructor=None),
                name="ledger_instructor_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["instructor", "-booked_at"], name="ledger_of_person"),
            models.Index(fields=["-booked_at"], name="ledger_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.debit} <- {self.credit}: {self.amount_minor} {self.currency}"
