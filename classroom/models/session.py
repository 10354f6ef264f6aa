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


class RoomFailure(models.TextChoices):
    """Why the room of a session is not as it should be."""

    UNAVAILABLE = "unavailable", _("The partner does not answer. It is tried again by itself.")
    BUSY = "busy", _("The partner asks us to wait. It is tried again by itself.")
    KEYS = "keys", _("The partner does not accept the keys of this site. Whoever runs the site has to look at them.")
    REFUSED = "refused", _("The partner has refused it.")
    OFF = "off", _("This partner is not set up on this site. Choose another one for the session.")


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
    What the partner knows of it: `external_id` at `room_partner`, `join_url`, `host_url` (opens the room as its host:
    for the host's eyes alone), and `state` with the `failure`. `begun_at` and `finished_at` are when people really met.

    One of a weekly time is that of `slot` on `slot_day`, by the batch's clocks, and follows it unless somebody has
    changed it `by_hand`. When its time was changed last, `moved_from` is the earlier one, as of `moved_revision`.
    The partner is to be asked from `room_due_at` on (None: all is done), after `room_tries` tries, and by one at a
    time: whoever asks has it until `room_claimed_until`.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="sessions")
    slot = models.ForeignKey(WeeklySlot, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    slot_day = models.DateField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is about"), max_length=2000, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions_held"
    )
    partner = models.CharField(_("held with"), max_length=10, choices=Partner.choices, default=Partner.JITSI)
    state = models.CharField(_("room"), max_length=10, choices=RoomState.choices, default=RoomState.PENDING)
    failure = models.CharField(_("why it failed"), max_length=20, choices=RoomFailure.choices, blank=True)
    partner_said = models.CharField(_("what the partner said"), max_length=300, blank=True)
    room_partner = models.CharField(max_length=10, choices=Partner.choices, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    join_url = models.URLField(max_length=1000, blank=True)
    host_url = models.URLField(max_length=2000, blank=True)
    recording_url = models.URLField(_("recording"), max_length=1000, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0)
    room_due_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    room_claimed_until = models.DateTimeField(null=True, blank=True)
    room_tries = models.PositiveSmallIntegerField(default=0)
    moved_from = models.DateTimeField(null=True, blank=True)
    moved_revision = models.PositiveIntegerField(default=0)
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
                fields=["room_partner", "external_id"], condition=~Q(external_id=""), name="session_room_once"
            ),
            models.UniqueConstraint(
                fields=["slot", "slot_day"], condition=Q(cancelled_at=None), name="session_once_a_slot_and_day"
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "starts_at"], name="session_of_batch"),
            models.Index(fields=["starts_at"], condition=Q(cancelled_at=None), name="session_by_time"),
            models.Index(fields=["host", "starts_at"], condition=Q(cancelled_at=None), name="session_of_host"),
            models.Index(fields=["room_due_at"], condition=Q(room_due_at__isnull=False), name="session_room_due"),
        ]

    def __str__(self) -> str:
        return self.title
