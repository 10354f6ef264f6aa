"""What a person shows of themself beside the name; one row a person, made when first needed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def photo_path(profile, filename: str) -> str:
    """A name made by the server: nothing of what was uploaded survives in it."""
    return f"photos/{uuid.uuid4().hex}.webp"


class UserProfile(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile", verbose_name=_("user")
    )
    photo = models.ImageField(_("photo"), upload_to=photo_path, blank=True)
    headline = models.CharField(
        _("headline"), max_length=120, blank=True, help_text=_("One line, such as “Batik maker and teacher”.")
    )
    bio = models.TextField(_("about you"), max_length=2000, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_public = models.BooleanField(
        _("public profile"), default=False, help_text=_("Others may see your photo, headline and text.")
    )

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return str(self.user)
