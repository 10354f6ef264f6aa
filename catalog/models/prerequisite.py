"""Courses that belong before another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


class CoursePrerequisite(Orderable):
    """A course that learners should, or must, have completed before they take the one it stands on."""

    course = ParentalKey("catalog.CoursePage", on_delete=models.CASCADE, related_name="prerequisites")
    required = models.ForeignKey(
        "catalog.CoursePage", verbose_name=_("course before"), on_delete=models.CASCADE, related_name="+"
    )
    is_hard = models.BooleanField(
        _("must be completed first"),
        default=False,
        help_text=_(
            "Without it, the course page only suggests the course before. Codes and staff open this course anyway."
        ),
    )

    panels = [PageChooserPanel("required", "catalog.CoursePage"), FieldPanel("is_hard")]

    class Meta(Orderable.Meta):
        verbose_name = _("course before this one")
        verbose_name_plural = _("courses before this one")
        constraints = [
            models.UniqueConstraint(fields=["course", "required"], name="prerequisite_once"),
            models.CheckConstraint(condition=~Q(course=F("required")), name="prerequisite_is_another_course"),
        ]

    def __str__(self) -> str:
        return f"{self.required_id} → {self.course_id}"
