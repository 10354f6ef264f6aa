"""The terms of the shop, which admins set in the CMS."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from catalog.models.price import PriceField

PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]
# "CN" begins the numbers of credit notes.
PREFIX = RegexValidator(r"^(?!CN$)[A-Z0-9]{1,10}$", _("One to ten capitals or digits, and not CN."))


@register_setting(icon="tag", order=300)
class ShopSettings(BaseGenericSetting):
    """Shares, waiting times and what stands on invoices; changed here, they hold for orders from now on."""

    seller_name = models.CharField(_("seller"), max_length=120, blank=True)
    seller_address = models.TextField(_("seller's address"), blank=True)
    seller_tax_id = models.CharField(_("seller's tax id"), max_length=40, blank=True)
    invoice_prefix = models.CharField(
        _("invoice numbers begin with"),
        max_length=10,
        default="INV",
        validators=[PREFIX],
        help_text=_("As in INV-2026-000001. A change holds for invoices from now on; the count goes on."),
    )
    instructor_percent = models.DecimalField(
        _("percent for instructors"), max_digits=5, decimal_places=2, default=Decimal(70), validators=PERCENT
    )
    own_coupon_percent = models.DecimalField(
        _("percent where the buyer came by a coupon of the instructor"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(90),
        validators=PERCENT,
    )
    holding_days = models.PositiveSmallIntegerField(
        _("days until revenue can be paid out"),
        default=30,
        help_text=_("Longer than the time in which learners can give a course back."),
    )
    minimum_payout_minor = PriceField(_("least payout"), default=1000)
    refund_days = models.PositiveSmallIntegerField(_("days in which learners can give a course back"), default=14)
    refund_percent = models.PositiveSmallIntegerField(
        _("while they have completed less than (percent)"), default=30, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("shop")
