"""What partners know of people, and what they have told us."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .session import LiveSession, Partner


class SessionPlace(models.Model):
    """Somebody's place in the room of a session, where its partner gives everybody an address of their own.

    `join_url` lets in whoever has it, under this person's name: for their eyes alone.
    """

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="places")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    external_id = models.CharField(max_length=200)
    join_url = models.URLField(max_length=1000)

    class Meta:
        verbose_name = _("place in a live session")
        verbose_name_plural = _("places in live sessions")
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="session_place_once")]
        indexes = [models.Index(fields=["session", "external_id"], name="session_place_by_partner")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.user_id}"


class PartnerNotice(models.Model):
    """The receipt of one notice of a partner, so that the same one is taken in once."""

    partner = models.CharField(max_length=10, choices=Partner.choices)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("notice of a partner")
        verbose_name_plural = _("notices of partners")
        constraints = [models.UniqueConstraint(fields=["partner", "digest"], name="partner_notice_once")]

    def __str__(self) -> str:
        return f"{self.partner}: {self.name}"
