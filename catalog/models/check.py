"""What content checks have found, kept for the report, and what is known of links to other sites."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CourseCheck(models.Model):
    """The last check of a course's drafts. `stale_at` says since when something may have changed."""

    course = models.OneToOneField("catalog.CoursePage", on_delete=models.CASCADE, related_name="content_check")
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True, db_index=True)
    stale_at = models.DateTimeField(null=True, blank=True, db_index=True)
    blocking_count = models.PositiveIntegerField(_("must be put right"), default=0, db_index=True)
    advice_count = models.PositiveIntegerField(_("advice"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("content check")
        verbose_name_plural = _("content checks")

    def __str__(self) -> str:
        return f"Check of course {self.course_id}"


class CheckNote(models.Model):
    """One finding of the last check, without words: these are made in the reader's language."""

    check_of = models.ForeignKey(CourseCheck, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40, db_index=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    page_title = models.CharField(max_length=255)
    block_id = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["check_of", "position"]
        constraints = [models.UniqueConstraint(fields=["check_of", "position"], name="check_note_once_a_position")]

    def __str__(self) -> str:
        return f"{self.code} on page {self.page_id}"


class ExternalLink(models.Model):
    """An address of another site that courses link to, and how it answered last."""

    class State(models.TextChoices):
        NEW = "new", _("Not checked yet")
        FINE = "fine", _("Fine")
        UNCLEAR = "unclear", _("No clear answer")
        DEAD = "dead", _("Broken")
        PRIVATE = "private", _("Not on the public internet")

    url = models.CharField(max_length=1000, unique=True)
    host = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=100, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)  # empty: in the next night
    courses = models.ManyToManyField("catalog.CoursePage", related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        indexes = [models.Index(fields=["due_at", "host"], name="external_link_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new") | Q(checked_at__isnull=False), name="link_state_is_from_check"
            )
        ]

    def __str__(self) -> str:
        return self.url
