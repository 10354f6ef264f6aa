"""What a course is about: a small tree with a colour and a batik motif for each branch."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField


class Motif(models.TextChoices):
    KAWUNG = "kawung", _("Kawung")
    PARANG = "parang", _("Parang")
    TRUNTUM = "truntum", _("Truntum")
    CEPLOK = "ceplok", _("Ceplok")
    MEGA_MENDUNG = "mega-mendung", _("Mega mendung")


class Category(models.Model):
    """A branch of the catalog; at most two levels, so that a visitor can take it in at a glance."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("inside"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Leave empty for a main category."),
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    hue = models.PositiveSmallIntegerField(
        _("hue"),
        default=70,
        validators=[MaxValueValidator(359)],
        help_text=_("Colour of covers in this category, in degrees of the colour circle (0 to 359)."),
    )
    motif = models.CharField(_("batik motif"), max_length=20, choices=Motif.choices, default=Motif.KAWUNG)

    api_fields = [APIField(name) for name in ("name", "slug", "parent", "description", "hue", "motif")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.CheckConstraint(condition=models.Q(hue__lt=360), name="category_hue_on_circle"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="category_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two levels only: a parent has no parent, and a category with children gets none."""
        if self.parent_id is None:
            return
        if self.parent_id == self.pk or self.parent.parent_id is not None:
            raise ValidationError({"parent": _("Choose a main category.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("This category has categories of its own, so it must stay a main one.")})
