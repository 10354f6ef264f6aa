"""A learner's run of a course, and the reasons that open it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Enrollment(models.Model):
    """One run (1, 2, …) of a learner through a course; it holds the progress.

    The course is named by its translation key, so that progress follows the learner from one
    language to another. At most one run a learner and course is active.

    `openings` says from when modules are open to the learner's batch, `own_openings` to this learner alone, which
    counts more: keys of modules, each with a moment in ISO 8601 or with None for "open now". Modules that are in
    neither open counting from `drip_from`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrollments")
    course_key = models.UUIDField(_("course"), db_index=True)
    run = models.PositiveSmallIntegerField(_("run"), default=1)
    is_active = models.BooleanField(_("active"), default=True)
    enrolled_at = models.DateTimeField(_("enrolled"), default=timezone.now)
    drip_from = models.DateTimeField(
        _("modules open counting from"),
        default=timezone.now,
        help_text=_("Timed modules open this much later."),
    )
    drip_zone = models.CharField(_("time zone of these days"), max_length=50, blank=True, default="")
    # Read with every run and in the same row, so that a lesson costs no query more for them.
    openings = models.JSONField(_("dates of modules in the batch"), default=dict, blank=True)
    own_openings = models.JSONField(_("own dates of modules"), default=dict, blank=True)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    last_lesson_key = models.UUIDField(_("last lesson"), null=True, blank=True)
    completed_count = models.PositiveIntegerField(_("required lessons completed"), default=0)
    required_count = models.PositiveIntegerField(_("required lessons"), default=0)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "run"], name="enrollment_run_once"),
            models.UniqueConstraint(
                fields=["user", "course_key"], condition=Q(is_active=True), name="enrollment_one_active_run"
            ),
            models.CheckConstraint(condition=Q(run__gte=1), name="enrollment_run_counts_from_one"),
        ]
        indexes = [models.Index(fields=["user", "-last_seen_at"], name="enrollment_recent")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key} ({self.run})"

    @property
    def percent(self) -> int:
        """Whole percent of the required lessons that are completed; 100 only when all are."""
        if not self.required_count:
            return 100 if self.completed_at else 0
        return min(100, self.completed_count * 100 // self.required_count)


class GrantQuerySet(models.QuerySet):
    def valid_at(self, moment):
        """Grants that open the course at `moment`."""
        return self.filter(starts_at__lte=moment).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=moment))


class Grant(models.Model):
    """One reason why an enrollment is open: free entry, a code, staff, a purchase, a batch.

    `source` and `reference` together name the fact that gave it, once in the whole database.
    """

    class Source(models.TextChoices):
        FREE = "free", _("Free course")
        STAFF = "staff", _("By staff")
        CODE = "code", _("Enrollment code")
        PATH = "path", _("Learning path")
        PURCHASE = "purchase", _("Purchase")
        GIFT = "gift", _("Gift")
        BATCH = "batch", _("Batch")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="grants")
    source = models.CharField(_("source"), max_length=20, choices=Source.choices)
    reference = models.CharField(_("reference"), max_length=100)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="grant_fact_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="grant_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.reference}"
