"""Fixed dates at which modules open in a batch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch


class ModuleDate(models.Model):
    """A module opens to the batch at this moment, whatever the course says; modules without one follow the course."""

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="module_dates")
    module_key = models.UUIDField(_("module"))
    opens_at = models.DateTimeField(_("opens"))

    class Meta:
        verbose_name = _("date of a module")
        verbose_name_plural = _("dates of modules")
        ordering = ["opens_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "module_key"], name="module_date_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.module_key}"
