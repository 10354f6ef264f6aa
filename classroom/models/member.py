"""Who learns in a batch."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch


class JoinSource(models.TextChoices):
    ANYBODY = "anybody", _("By themselves")
    CODE = "code", _("By code or link")
    STAFF = "staff", _("By staff")
    WAITLIST = "waitlist", _("From the waitlist")
    PURCHASE = "purchase", _("Purchase")


class BatchMember(models.Model):
    """A person's place in a batch, one row however often they come and go; it has a seat until `left_at`.

    `removed_by` is who has put them out, with the reason; None where they left by themselves. `moved_to` is their
    place in another batch, where they were moved there.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="batch_memberships")
    source = models.CharField(_("joined"), max_length=10, choices=JoinSource.choices)
    joined_at = models.DateTimeField(_("since"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    moved_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="moved_from")

    class Meta:
        verbose_name = _("member of a batch")
        verbose_name_plural = _("members of a batch")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "user"], name="batch_member_once")]
        indexes = [models.Index(fields=["batch", "joined_at"], condition=Q(left_at=None), name="member_of_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.user_id}"
