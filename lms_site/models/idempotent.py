"""Answers that are given again when the same request comes again."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class IdempotentRequest(models.Model):
    """One POST of one person under the key that the person chose; kept for a day.

    `fingerprint` tells whether another request is the same one; `answer` is the data that went out, with
    the `Location` of what was made; a `status` of 0 means that there is none yet.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.key}"

    @classmethod
    def purge(cls, hours: int = 24) -> int:
        """Delete what is older than `hours`; returns how many."""
        deleted, _by_model = cls.objects.filter(created_at__lt=timezone.now() - timedelta(hours=hours)).delete()
        return deleted
