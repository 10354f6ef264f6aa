"""What can be bought, and for how much."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency
from catalog.models.price import PriceField
from classroom.models import CourseBatch
from lms_site.models import Stock


class OfferKind(models.TextChoices):
    COURSE = "course", _("Course")
    BUNDLE = "bundle", _("Bundle of courses")
    PATH = "path", _("Learning path")
    BATCH = "batch", _("Place in a batch")


class Offer(models.Model):
    """One thing that a cart can hold: a course, several courses together, a learning path, a place in a batch.

    A course's list price is that of its page, which authors edit and moderators publish: the offer of a
    course has no price of its own, only sales. Courses and paths are named by their translation keys. The
    stock of a batch's offer is the batch's: its seats.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=OfferKind.choices)
    course_key = models.UUIDField(_("course"), null=True, blank=True, unique=True)
    path_key = models.UUIDField(_("learning path"), null=True, blank=True, unique=True)
    batch = models.OneToOneField(
        CourseBatch, null=True, blank=True, on_delete=models.CASCADE, related_name="offer", verbose_name=_("batch")
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    slug = models.SlugField(_("address"), max_length=80, null=True, blank=True, unique=True)
    summary = models.TextField(_("what it is"), blank=True)
    price_minor = PriceField(_("price"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    sale_price_minor = PriceField(_("sale price"), null=True, blank=True)
    sale_from = models.DateTimeField(_("sale from"), null=True, blank=True)
    sale_until = models.DateTimeField(_("sale until"), null=True, blank=True)
    stock = models.OneToOneField(Stock, null=True, blank=True, on_delete=models.PROTECT, related_name="offer")
    is_active = models.BooleanField(_("on sale"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="course", course_key__isnull=False, path_key=None, price_minor=None)
                | Q(kind="bundle", course_key=None, path_key=None, price_minor__isnull=False, slug__isnull=False)
                | Q(kind="path", course_key=None, path_key__isnull=False, price_minor__isnull=False)
                | Q(kind="batch", course_key=None, path_key=None, batch__isnull=False, price_minor__gt=0),
                name="offer_is_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="batch", stock__isnull=False) | ~Q(kind="batch") & Q(batch=None),
                name="offer_of_batch_has_seats",
            ),
            models.CheckConstraint(
                condition=Q(price_minor=None) | Q(currency__in=Currency.values), name="offer_price_has_currency"
            ),
            models.CheckConstraint(
                condition=Q(sale_price_minor=None, sale_from=None, sale_until=None)
                | Q(
                    sale_price_minor__isnull=False,
                    sale_price_minor__gt=0,
                    sale_from__isnull=False,
                    sale_until__isnull=False,
                    sale_until__gt=F("sale_from"),
                ),
                name="offer_sale_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(price_minor=None) | Q(sale_price_minor=None) | Q(sale_price_minor__lt=F("price_minor")),
                name="offer_sale_is_cheaper",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.course_key or self.path_key}"

    def sale_at(self, moment: datetime) -> int | None:
        """The sale price at `moment`, None outside of the sale."""
        if self.sale_price_minor is None or self.sale_from is None or self.sale_until is None:
            return None
        return self.sale_price_minor if self.sale_from <= moment < self.sale_until else None


class BundleCourse(models.Model):
    """One course of a bundle."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="bundle_courses")
    course_key = models.UUIDField(_("course"))
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        verbose_name = _("course of a bundle")
        verbose_name_plural = _("courses of a bundle")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "course_key"], name="bundle_course_once")]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.course_key}"
