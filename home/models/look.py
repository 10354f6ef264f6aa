"""What the site is called and looks like, edited under Settings in the CMS."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class Palette(models.TextChoices):
    """Accents that read on every ground in light and dark; a test measures each. Named after dyes of batik."""

    INDIGO = "", _("Indigo")
    SOGA = "soga", _("Soga brown")
    MENGKUDU = "mengkudu", _("Mengkudu red")
    LEAF = "leaf", _("Leaf green")
    SEA = "sea", _("Sea green-blue")
    PLUM = "plum", _("Plum")


@register_setting(icon="site")
class SiteLook(BaseGenericSetting):
    """One row. Empty fields mean what the product comes with."""

    name = models.CharField(
        _("name of the site"),
        max_length=60,
        blank=True,
        help_text=_("On every page, in mails and on new certificates."),
    )
    about = models.CharField(
        _("one sentence about it"), max_length=200, blank=True, help_text=_("At the foot of every page.")
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Beside the name, 32 pixels high: a sign that reads when it is small, on light and on dark."),
    )
    palette = models.CharField(
        _("accent"),
        max_length=20,
        choices=Palette.choices,
        default=Palette.INDIGO,
        blank=True,
        help_text=_("The colour of links and buttons. Each of these can be read on every ground, in light and dark."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("about"), FieldPanel("logo")], heading=_("Name")),
        FieldPanel("palette"),
    ]

    class Meta:
        verbose_name = _("name and look")
        verbose_name_plural = _("name and look")
        constraints = [
            models.CheckConstraint(condition=models.Q(palette__in=Palette.values), name="look_palette_known"),
        ]
