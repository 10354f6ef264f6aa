"""The outbox: what was published, and which of its consequences are done."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """One published event and what has become of its reactions.

    Written in the transaction of the change that it tells of. `not_before` holds, for a reaction that
    is running or has failed, the time (Unix seconds) before which nobody else may start it: the end of
    its lease, or of its pause; those in a pause stand in `failed`. `retry_at` is the earliest of these
    times, and what the sweep looks for.
    """

    name = models.CharField(_("event"), max_length=150)
    payload = models.JSONField(_("about"), default=dict)
    created_at = models.DateTimeField(_("happened"), default=timezone.now)
    retry_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveIntegerField(
        _("failed attempts"), default=0, help_text="Runs that failed, over all reactions."
    )
    finished = models.JSONField(default=list)
    failed = models.JSONField(default=list)
    not_before = models.JSONField(default=dict)
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="outbox_waiting",
                condition=models.Q(delivered_at__isnull=True),
            ),
            models.Index(fields=["delivered_at"], name="outbox_delivered"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
