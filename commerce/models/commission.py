"""What part of a price goes to instructors, and how they split it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .shop import PERCENT


class CommissionRule(models.Model):
    """What part of the net price goes to instructors: for one course, for one instructor, or for everybody.

    The rule of the course wins over the instructor's, that over the general one; where the buyer came by a
    coupon of the instructor's own, a rule for that wins over one without.
    """

    class Source(models.TextChoices):
        ANY = "any", _("However the buyer came")
        OWN_COUPON = "own_coupon", _("By a coupon of the instructor's own")

    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="commission_rules"
    )
    course_key = models.UUIDField(_("course"), null=True, blank=True)
    source = models.CharField(_("applies"), max_length=12, choices=Source.choices, default=Source.ANY)
    percent = models.DecimalField(_("percent for the instructors"), max_digits=5, decimal_places=2, validators=PERCENT)

    class Meta:
        verbose_name = _("commission rule")
        verbose_name_plural = _("commission rules")
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="commission_is_percent"),
            models.CheckConstraint(condition=Q(instructor=None) | Q(course_key=None), name="commission_for_one_thing"),
            models.UniqueConstraint(
                fields=["course_key", "source"], condition=Q(course_key__isnull=False), name="commission_once_a_course"
            ),
            models.UniqueConstraint(
                fields=["instructor", "source"],
                condition=Q(instructor__isnull=False),
                name="commission_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(course_key=None, instructor=None), name="commission_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % ({self.source})"


class InstructorShare(models.Model):
    """How co-instructors of a course split its money: each gets parts of the sum of all parts.

    A course without such rows is split evenly.
    """

    course_key = models.UUIDField(_("course"))
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_shares")
    parts = models.PositiveSmallIntegerField(_("parts"), default=1)

    class Meta:
        verbose_name = _("instructor's part")
        verbose_name_plural = _("instructors' parts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["course_key", "instructor"], name="share_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.course_key}: {self.instructor_id} {self.parts}"
