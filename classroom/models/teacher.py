"""Who teaches a batch."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch


class TeacherRole(models.TextChoices):
    TEACHER = "teacher", _("Teacher")
    ASSISTANT = "assistant", _("Assistant")


class BatchTeacher(models.Model):
    """Somebody who teaches a batch: teachers run it, assistants see who is in it and help."""

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="teachers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="batches_taught")
    role = models.CharField(_("role"), max_length=10, choices=TeacherRole.choices, default=TeacherRole.TEACHER)

    class Meta:
        verbose_name = _("teacher of a batch")
        verbose_name_plural = _("teachers of a batch")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "user"], name="batch_teacher_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.user_id}"
