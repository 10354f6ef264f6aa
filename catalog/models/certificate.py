"""The proof of a completed course or learning path."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .category import Motif
from .files import private_storage


class Certificate(models.Model):
    """What was true when the learner finished: a snapshot that later edits of course or name leave alone.

    Of a course it belongs to the run, of a learning path to the enrollment there; title and key are then the path's.
    """

    uuid = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.OneToOneField(
        "catalog.Enrollment", null=True, blank=True, on_delete=models.PROTECT, related_name="certificate"
    )
    path_enrollment = models.OneToOneField(
        "catalog.PathEnrollment", null=True, blank=True, on_delete=models.PROTECT, related_name="certificate"
    )
    recipient_name = models.CharField(_("name"), max_length=200)
    course_title = models.CharField(_("course"), max_length=255)
    course_key = models.UUIDField(_("course key"), db_index=True)
    instructor_names = models.CharField(_("instructors"), max_length=500, blank=True)
    minutes = models.PositiveIntegerField(_("length in minutes"), default=0)
    language = models.CharField(_("language"), max_length=10, default="en")
    motif = models.CharField(_("motif"), max_length=20, choices=Motif.choices, default=Motif.KAWUNG)
    hue = models.PositiveSmallIntegerField(_("hue"), default=70)
    completed_at = models.DateTimeField(_("completed"), default=timezone.now)
    pdf = models.FileField(_("file"), upload_to="certificates", storage=private_storage, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)

    class Meta:
        ordering = ["-completed_at"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""),
                name="certificate_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(enrollment__isnull=True) ^ Q(path_enrollment__isnull=True),
                name="certificate_of_course_or_path",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_name}: {self.course_title}"

    def get_absolute_url(self) -> str:
        return reverse("catalog:certificate", args=[self.uuid])

    @property
    def is_of_path(self) -> bool:
        return self.path_enrollment_id is not None

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def hours(self) -> float:
        """Length of the course in hours, to the half hour, never zero."""
        return max(0.5, round(self.minutes / 30) / 2)
