"""Our orders beside the provider's own list."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReconciliationRun(models.Model):
    """One comparison of all payments of a time with the provider's list; a time is compared once, failures aside."""

    gateway = models.CharField(_("provider"), max_length=20)
    since = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    compared_count = models.PositiveIntegerField(_("payments compared"), default=0)
    failure = models.CharField(_("why it failed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "since", "until"], condition=Q(failure=""), name="reconciliation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.started_at:%Y-%m-%d}"


class ReconciliationDifference(models.Model):
    """One thing that the provider and we did not agree about; `ours` and `theirs` are amounts.

    `is_mended`: the payment was taken in at once, as if its notice had come.
    """

    class Kind(models.TextChoices):
        MISSED_SUCCESS = "missed_success", _("Paid there, not known here")
        MISSED_FAILURE = "missed_failure", _("Ended there, not known here")
        NOT_THERE = "not_there", _("Paid here, not known there")
        AMOUNT = "amount", _("The amounts differ")
        REFUNDED = "refunded", _("The refunds differ")
        UNKNOWN = "unknown", _("A payment that we do not know")

    run = models.ForeignKey(ReconciliationRun, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    provider_id = models.CharField(_("provider's id"), max_length=120)
    payment = models.ForeignKey("commerce.Payment", null=True, on_delete=models.CASCADE, related_name="+")
    ours = models.CharField(_("here"), max_length=120, blank=True)
    theirs = models.CharField(_("there"), max_length=120, blank=True)
    is_mended = models.BooleanField(_("put right"), default=False)

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "kind", "provider_id"], name="difference_once_a_run")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.provider_id}"
