"""The record that a lesson was finished."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Completion(models.Model):
    class How(models.TextChoices):
        BUTTON = "button", _("Button")
        VIDEO = "video", _("Video watched")

    enrollment = models.ForeignKey("catalog.Enrollment", on_delete=models.CASCADE, related_name="completions")
    lesson_key = models.UUIDField(_("lesson"), db_index=True)
    how = models.CharField(_("how"), max_length=10, choices=How.choices, default=How.BUTTON)
    completed_at = models.DateTimeField(_("completed"), default=timezone.now)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [models.UniqueConstraint(fields=["enrollment", "lesson_key"], name="completion_once")]

    def __str__(self) -> str:
        return f"{self.enrollment_id}: {self.lesson_key}"
