"""Files that hang on announcements and materials of a batch."""

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .announcement import BatchAnnouncement
from .batch import CourseBatch
from .classwork import Material


def private_storage():
    """The storage behind signed addresses; resolved late so that tests and production choose it."""
    return storages["private"]


class BatchFile(models.Model):
    """A file of an announcement or of a material, never of both.

    `name` is what whoever sent it called it, for people; where it lies is made up by the server. Copies of a batch
    share what is stored. `size` is in bytes.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="files")
    announcement = models.ForeignKey(
        BatchAnnouncement, null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    material = models.ForeignKey(Material, null=True, blank=True, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(_("file"), max_length=200, storage=private_storage, db_index=True)
    name = models.CharField(_("name"), max_length=120)
    size = models.PositiveBigIntegerField(_("size"))
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file of a batch")
        verbose_name_plural = _("files of batches")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(announcement=None, material__isnull=False) | Q(announcement__isnull=False, material=None),
                name="batch_file_has_one_place",
            )
        ]

    def __str__(self) -> str:
        return self.name
