"""Text that several lessons share and that is corrected in one place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from catalog.markup import RICH_TEXT_FEATURES


class ReusableText(models.Model):
    title = models.CharField(_("title"), max_length=120, help_text=_("Only authors see it, when they choose the text."))
    body = RichTextField(_("text"), features=RICH_TEXT_FEATURES)

    class Meta:
        ordering = ["title"]
        verbose_name = _("reusable text")
        verbose_name_plural = _("reusable texts")

    def __str__(self) -> str:
        return self.title
