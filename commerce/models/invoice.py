"""Papers for the books of others: numbers without gaps, contents that never change."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class InvoiceSeries(models.Model):
    """The last number of a series; its row is locked while the next one is given, so that none is left out."""

    name = models.CharField(max_length=20, unique=True)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("series of invoices")
        verbose_name_plural = _("series of invoices")

    def __str__(self) -> str:
        return f"{self.name}: {self.last_number}"


class Invoice(models.Model):
    """An invoice of a paid order, or the credit note of a refund, as it was issued.

    `content` holds all that the PDF shows (`papers.content`): it is drawn anew from there whenever it is
    asked for. The database refuses to change or delete a row.
    """

    order = models.ForeignKey("commerce.Order", on_delete=models.PROTECT, related_name="invoices")
    refund = models.OneToOneField("commerce.Refund", null=True, on_delete=models.PROTECT, related_name="credit_note")
    kind = models.CharField(_("kind"), max_length=12, choices=InvoiceKind.choices)
    series = models.CharField(max_length=20)
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=40, unique=True)
    content = models.JSONField(default=dict)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="invoice_newest")]
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="invoice_number_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(kind="invoice"), name="invoice_once_an_order"),
            models.CheckConstraint(
                condition=Q(kind="invoice", refund=None) | Q(kind="credit_note", refund__isnull=False),
                name="invoice_credit_note_has_refund",
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="invoice_counts_from_one"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def currency(self) -> str:
        return self.content["currency"]

    @property
    def total_minor(self) -> int:
        """What was paid, or sent back; never negative."""
        return self.content["totals"]["total_minor"]
