"""Which courses somebody looked at lately."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CourseVisit(models.Model):
    """When a signed-in person last looked at the page of a course; a few rows a person are kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_visits", db_index=False
    )
    course_key = models.UUIDField(_("course"))
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)

    class Meta:
        verbose_name = _("visit of a course")
        verbose_name_plural = _("visits of courses")
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="visit_once_a_course")]
        indexes = [models.Index(fields=["user", "-seen_at"], name="visit_latest")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key}"
