"""The address under which a person's calendar is read by other programs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """How often somebody has asked for a new address; without a row, never.

    The address itself is signed and stands nowhere, so that a copy of the database opens nobody's calendar, and
    it can be shown again as often as one likes. Each `generation` makes those before it void.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="calendar_feed"
    )
    generation = models.PositiveIntegerField(_("addresses given up"), default=0)
    renewed_at = models.DateTimeField(_("renewed"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.generation}"
