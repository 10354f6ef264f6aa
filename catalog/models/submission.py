"""A course handed in for review: the drafts of its tree, pinned, decided together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CourseSubmission(models.Model):
    """What an author handed in and what became of it; a course has at most one that is not finished.

    Approved without `published_at` means that it waits for `go_live_at`. Written by services alone.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for review")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    course = models.ForeignKey("catalog.CoursePage", on_delete=models.CASCADE, related_name="submissions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    go_live_at = models.DateTimeField(_("goes live"), null=True, blank=True)
    created_at = models.DateTimeField(_("submitted"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("course review")
        verbose_name_plural = _("course reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state="open") | Q(state="approved", published_at__isnull=True),
                name="submission_one_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="submission_decided_unless_open",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="approved"), name="submission_published_if_approved"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="submission_returned_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="submission_by_state"),
            models.Index(fields=["course", "-created_at"], name="submission_by_course"),
        ]

    def __str__(self) -> str:
        return f"{self.course} ({self.label})"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_scheduled(self) -> bool:
        """Approved, and waiting for its time."""
        return self.state == self.State.APPROVED and self.published_at is None

    @property
    def is_pending(self) -> bool:
        """Neither published nor given back yet."""
        return self.is_open or self.is_scheduled

    @property
    def label(self) -> str | Promise:
        """The state in words."""
        if self.is_scheduled:
            return _("Approved, waiting for its time")
        return _("Published") if self.published_at else self.State(self.state).label


class SubmissionItem(models.Model):
    """One page of a submission, with the revision that is judged and published.

    The page or its revision may be gone meanwhile; the title stays, so that people can be told.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        MOVED = "moved", _("Moved")
        UNPUBLISH = "unpublish", _("To be taken off the site")

    submission = models.ForeignKey(CourseSubmission, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=255)
    position = models.PositiveIntegerField()
    moved_from = models.CharField(_("moved from"), max_length=255, blank=True)
    moved_to = models.CharField(_("moved to"), max_length=255, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("page of a course review")
        verbose_name_plural = _("pages of a course review")
        constraints = [models.UniqueConstraint(fields=["submission", "page"], name="submission_page_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published_with_it(self) -> bool:
        """Does approval bring this page's revision to the site?"""
        return self.kind in (self.Kind.NEW, self.Kind.CHANGED)
