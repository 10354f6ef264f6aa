"""Courses that somebody would like to take some day."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Wish(models.Model):
    """A course on somebody's wishlist, named by its translation key."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes", db_index=False)
    course_key = models.UUIDField(_("course"))
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="wish_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key}"
