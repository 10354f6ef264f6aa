"""Who did what with money; nobody can edit it, not even the application."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MoneyAct(models.Model):
    """One act of staff that touched money. The database refuses to change or delete a row.

    People are kept by number and address, not by key, as nothing may change here when an account goes.
    """

    actor_id = models.BigIntegerField(_("who"), null=True)
    actor_email = models.CharField(_("who"), max_length=254)
    verb = models.CharField(_("what"), max_length=40)
    target = models.CharField(_("to what"), max_length=80, blank=True)
    details = models.JSONField(_("details"), default=dict)
    ip = models.GenericIPAddressField(_("IP address"), null=True)
    acted_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("act with money")
        verbose_name_plural = _("acts with money")
        ordering = ["-acted_at", "-pk"]
        indexes = [
            models.Index(fields=["-acted_at"], name="money_act_newest"),
            models.Index(fields=["target"], name="money_act_target"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_email}: {self.verb} {self.target}"
