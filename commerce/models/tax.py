"""What the state adds."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class TaxRate(models.Model):
    """The tax of a country, or of one region of it, on what is sold there.

    Where prices include it, it is taken out of them, otherwise added. A valid VAT id of a business
    frees from it where `is_reverse_charged`.
    """

    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(
        _("region"),
        max_length=80,
        blank=True,
        help_text=_("Leave empty for the whole country. A region with a rate of its own has that one instead."),
    )
    name = models.CharField(_("name"), max_length=40, help_text=_("As it stands on the invoice, as in VAT or PPN."))
    percent = models.DecimalField(
        _("rate in percent"),
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("A change holds for orders from now on."),
    )
    is_included = models.BooleanField(
        _("prices include it"),
        default=True,
        help_text=_("Ticked: the buyer pays the price as shown, the tax is a part of it. Otherwise it is added."),
    )
    is_reverse_charged = models.BooleanField(
        _("businesses with a VAT id pay it themselves"),
        default=False,
        help_text=_("For countries other than your own where the law says so (“reverse charge”)."),
    )

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        ordering = ["country", "region"]
        constraints = [
            models.UniqueConstraint(fields=["country", "region"], name="tax_rate_once_a_region"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="tax_rate_is_percent"),
            models.CheckConstraint(condition=Q(country=Upper("country")), name="tax_country_in_capitals"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.country} {self.region} {self.percent.normalize():f} %"
