"""Meetings of a batch: the week's plan and each single one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch


class Partner(models.TextChoices):
    """Who carries the picture and the sound."""

    JITSI = "jitsi", "Jitsi"
    ZOOM = "zoom", "Zoom"
    MEET = "meet", "Google Meet"


class RoomState(models.TextChoices):
    """How far the partner has come with the room of a session."""

    PENDING = "pending", _("Being prepared")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class WeeklySlot(models.Model):
    """A time of the week at which a batch meets, by the clocks of its time zone; Monday is 0."""

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(_("day of the week"))
    begins = models.TimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    title = models.CharField(_("title"), max_length=120)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    partner = models.CharField(_("held with"), max_length=10, choices=Partner.choices, default=Partner.JITSI)

    class Meta:
        verbose_name = _("weekly time")
        verbose_name_plural = _("weekly times")
        ordering = ["weekday", "begins", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "weekday", "begins"], name="slot_once_a_week"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="slot_is_on_a_weekday"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="slot_has_minutes"),
        ]

    def __str__(self) -> str:
        return self.title


class LiveSession(models.Model):
    """One meeting of a batch.

    `host` is the teacher who holds it. `uid` names it in calendars for good, `revision` counts its changes there.
    What the partner knows of it: `external_id`, `join_url`, `host_url` (opens the room as its host: for the host's
    eyes alone), and `state` with the `failure` in words. `begun_at` and `finished_at` are when people really met.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="sessions")
    slot = models.ForeignKey(WeeklySlot, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is about"), max_length=2000, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions_held"
    )
    partner = models.CharField(_("held with"), max_length=10, choices=Partner.choices, default=Partner.JITSI)
    state = models.CharField(_("room"), max_length=10, choices=RoomState.choices, default=RoomState.PENDING)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    join_url = models.URLField(max_length=1000, blank=True)
    host_url = models.URLField(max_length=2000, blank=True)
    recording_url = models.URLField(_("recording"), max_length=1000, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.UniqueConstraint(
                fields=["partner", "external_id"], condition=~Q(external_id=""), name="session_room_once"
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "starts_at"], name="session_of_batch"),
            models.Index(fields=["starts_at"], condition=Q(cancelled_at=None), name="session_by_time"),
            models.Index(fields=["host", "starts_at"], condition=Q(cancelled_at=None), name="session_of_host"),
        ]

    def __str__(self) -> str:
        return self.title
