"""Who may write a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection


class CourseTeam(models.Model):
    """The group whose members may add and change pages of one course, and the folder of its files.

    It stands beside the page, not on it: a key on the page would break copies, aliases and
    translations, and revisions would carry it back in time.
    """

    course = models.OneToOneField("catalog.CoursePage", on_delete=models.CASCADE, related_name="team")
    group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="course_team")
    collection = models.OneToOneField(Collection, null=True, on_delete=models.SET_NULL, related_name="course_team")

    class Meta:
        verbose_name = _("course team")
        verbose_name_plural = _("course teams")

    def __str__(self) -> str:
        return f"Team of {self.course}"
