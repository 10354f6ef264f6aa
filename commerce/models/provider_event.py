"""What providers told us."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .payment import Payment


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
