"""How far a learner has watched the video of a lesson."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WatchProgress(models.Model):
    """The spot where one run of a learner stopped in a lesson's video, and which parts were played.

    `spans` are pairs of whole seconds `[from, to]`, in order, none touching the next; `watched_seconds` is
    their length together.
    """

    enrollment = models.ForeignKey("catalog.Enrollment", on_delete=models.CASCADE, related_name="watching")
    lesson_key = models.UUIDField(_("lesson"))
    position_seconds = models.PositiveIntegerField(_("stopped at second"), default=0)
    spans = models.JSONField(_("watched parts"), default=list)
    watched_seconds = models.PositiveIntegerField(_("seconds watched"), default=0)
    updated_at = models.DateTimeField(_("last watched"), default=timezone.now)

    class Meta:
        verbose_name = _("progress in a video")
        verbose_name_plural = _("progress in videos")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "lesson_key"], name="watching_once_a_lesson"),
            models.CheckConstraint(
                condition=Q(position_seconds__lte=86_400, watched_seconds__lte=86_400), name="watching_within_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id}: {self.lesson_key} ({self.watched_seconds} s)"
