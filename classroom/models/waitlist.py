"""Who waits for a seat."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch


class WaitlistEntry(models.Model):
    """Somebody who waits for a seat: those with `is_first` before the others, then by `waits_since`.

    A seat that was freed is kept for whoever is next from `offered_at` until `claim_until`; while they pay for it
    (`is_paying`) it is their order's and not the waitlist's. `ended_at` is when they took it, let it go or were
    too late.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="waitlist")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="waits")
    waits_since = models.DateTimeField(_("waits since"), default=timezone.now)
    is_first = models.BooleanField(_("before all others"), default=False)
    offered_at = models.DateTimeField(_("seat offered"), null=True, blank=True)
    claim_until = models.DateTimeField(_("kept until"), null=True, blank=True)
    is_paying = models.BooleanField(_("pays for the seat"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry of a waitlist")
        verbose_name_plural = _("entries of a waitlist")
        ordering = ["-is_first", "waits_since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "user"], condition=Q(ended_at=None), name="waits_once_a_batch"),
            models.CheckConstraint(
                condition=Q(offered_at=None, claim_until=None) | Q(offered_at__isnull=False, claim_until__isnull=False),
                name="offered_seat_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(is_paying=False) | Q(offered_at__isnull=False), name="paid_seat_was_offered"
            ),
        ]
        indexes = [
            models.Index(fields=["claim_until"], condition=Q(ended_at=None), name="waitlist_claims"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.user_id}"
