"""Codes that open a course without a purchase."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EnrollmentCode(models.Model):
    """A word that enrolls whoever types it, a limited number of times and until a date."""

    code = models.CharField(_("code"), max_length=40, unique=True, help_text=_("People may type it in any case."))
    course = models.ForeignKey("catalog.CoursePage", on_delete=models.CASCADE, related_name="enrollment_codes")
    max_uses = models.PositiveIntegerField(_("uses at most"), default=1)
    used_count = models.PositiveIntegerField(_("used"), default=0, editable=False)
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("enrollment code")
        verbose_name_plural = _("enrollment codes")
        constraints = [models.CheckConstraint(condition=Q(used_count__lte=F("max_uses")), name="code_never_overused")]

    def __str__(self) -> str:
        return self.code

    def save(self, *args, **kwargs) -> None:
        self.code = self.code.strip().upper()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.code = self.code.strip().upper()
