"""A learner on a learning path."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PathEnrollment(models.Model):
    """One learner on one path, named by its translation key; left and taken up again it is the same row.

    Progress in courses belongs to the enrollments there. Counted here is how many of the path's courses
    are completed, so that lists need not look at them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="path_enrollments")
    path_key = models.UUIDField(_("learning path"), db_index=True)
    is_active = models.BooleanField(_("active"), default=True)
    enrolled_at = models.DateTimeField(_("enrolled"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    completed_count = models.PositiveSmallIntegerField(_("courses completed"), default=0)
    course_count = models.PositiveSmallIntegerField(_("courses"), default=0)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrollment in a learning path")
        verbose_name_plural = _("enrollments in learning paths")
        constraints = [models.UniqueConstraint(fields=["user", "path_key"], name="path_enrollment_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.path_key}"

    @property
    def percent(self) -> int:
        """Whole percent of the courses that are completed; 100 once the path is."""
        if self.completed_at:
            return 100
        return min(100, self.completed_count * 100 // self.course_count) if self.course_count else 0
