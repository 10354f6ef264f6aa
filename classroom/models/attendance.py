"""Who was there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .member import BatchMember
from .session import LiveSession


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")


class Presence(models.Model):
    """A stretch of time that somebody spent in the room of a session.

    `key` is how its source names the stretch, so that a message that comes twice counts once. `user` is None for
    those whom the partner did not tell apart; `name` is what it called them. `left_at` is None while they are there.
    `matched_by` is the teacher who has said who it was; None where the source has told.
    """

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=200)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("time in a live session")
        verbose_name_plural = _("times in live sessions")
        constraints = [
            models.UniqueConstraint(fields=["session", "key"], name="presence_once"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")), name="presence_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.name}"


class Attendance(models.Model):
    """Whether a member was in a session: reckoned from presences, or, with `marked_at`, said by a teacher.

    What a teacher has said stays as it is, whatever is reckoned later; `minutes` are always those reckoned.
    """

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(BatchMember, on_delete=models.CASCADE, related_name="attendances")
    status = models.CharField(_("status"), max_length=10, choices=AttendanceStatus.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(_("said by hand"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.member_id}"


class Reckoning(models.Model):
    """That attendance of a session was reckoned, from how much, for which `revision` of it, with which share.

    `heard` counts what was known of its presences then: it grows with each notice of somebody who came, went or
    was recognised, so that late notices are seen by it.
    """

    session = models.OneToOneField(LiveSession, on_delete=models.CASCADE, related_name="reckoning")
    heard = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    reckoned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reckoned attendance")
        verbose_name_plural = _("reckoned attendances")

    def __str__(self) -> str:
        return f"{self.session_id}: {self.heard}"
