"""Something bought for somebody else."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """32 letters that nobody guesses."""
    return secrets.token_urlsafe(24)


class Gift(models.Model):
    """The line of a paid order that somebody else may redeem, once, with the token that they were sent."""

    line = models.OneToOneField("commerce.OrderLine", on_delete=models.PROTECT, related_name="gift")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    send_at = models.DateTimeField(_("goes out"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    redeemed_at = models.DateTimeField(_("redeemed"), null=True, blank=True)
    redeemed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="gifts", verbose_name=_("by")
    )
    cancelled_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        indexes = [
            models.Index(fields=["send_at"], condition=Q(sent_at=None, cancelled_at=None), name="gift_to_send"),
        ]

    def __str__(self) -> str:
        return f"Gift of line {self.line_id}"
