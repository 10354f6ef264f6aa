"""Codes that make things cheaper."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from catalog.models.course import Currency
from catalog.models.price import PriceField
from lms_site.models import Stock


class Coupon(models.Model):
    """A percentage or an amount off the courses that it is for, in its time and while it lasts.

    Uses are a stock, held from "pay" on like everything that can run out. A coupon of an instructor
    (`owner`) marks what they sold themselves: their share is the higher one.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("what it is for"), max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent off"), null=True, blank=True)
    amount_minor = PriceField(_("amount off"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    stock = models.OneToOneField(Stock, on_delete=models.PROTECT, related_name="coupon")
    uses_a_person = models.PositiveSmallIntegerField(_("uses a person"), null=True, blank=True, default=1)
    minimum_minor = PriceField(_("least value of the cart"), default=0)
    categories = models.ManyToManyField(Category, blank=True, related_name="+", verbose_name=_("categories"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="coupons"
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=False, percent__gte=1, percent__lte=100, amount_minor=None)
                | Q(percent=None, amount_minor__isnull=False, amount_minor__gt=0, currency__in=Currency.values),
                name="coupon_percent_or_amount",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="coupon_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(code=Upper("code")), name="coupon_code_in_capitals"),
            models.CheckConstraint(
                condition=Q(minimum_minor=0) | Q(currency__in=Currency.values), name="coupon_minimum_has_currency"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @cached_property
    def is_limited(self) -> bool:
        """Whether it is for some courses or categories alone; asked where it was not read together with the cart."""
        return self.courses.exists() or self.categories.exists()


class CouponCourse(models.Model):
    """A course that a coupon is for; with none, and no category, it is for everything."""

    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="courses")
    course_key = models.UUIDField(_("course"))

    class Meta:
        verbose_name = _("course of a coupon")
        verbose_name_plural = _("courses of a coupon")
        constraints = [models.UniqueConstraint(fields=["coupon", "course_key"], name="coupon_course_once")]

    def __str__(self) -> str:
        return f"{self.coupon_id}: {self.course_key}"
