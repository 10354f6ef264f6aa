"""What an order consists of, and the courses that it opens."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .gift_fields import GiftFields
from .order import Order


class OrderLine(GiftFields):
    """One offer of an order, its price split into discount, net and tax; each in the order's currency."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    offer = models.ForeignKey("commerce.Offer", on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=255)
    list_minor = models.PositiveBigIntegerField(_("price"))
    discount_minor = models.PositiveBigIntegerField(_("discount"), default=0)
    net_minor = models.PositiveBigIntegerField(_("without tax"))
    tax_minor = models.PositiveBigIntegerField(_("tax"), default=0)
    total_minor = models.PositiveBigIntegerField(_("total"))
    tax_name = models.CharField(_("kind of tax"), max_length=40, blank=True)
    tax_percent = models.DecimalField(_("tax rate"), max_digits=6, decimal_places=3, default=0)
    tax_included = models.BooleanField(_("price includes tax"), default=False)
    refunded_minor = models.PositiveBigIntegerField(_("refunded"), default=0)
    fulfilled_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="line_position_once"),
            models.UniqueConstraint(fields=["order", "offer"], name="line_offer_once"),
            models.CheckConstraint(condition=Q(total_minor=F("net_minor") + F("tax_minor")), name="line_total_adds_up"),
            models.CheckConstraint(condition=Q(discount_minor__lte=F("list_minor")), name="line_discount_within_price"),
            models.CheckConstraint(condition=Q(refunded_minor__lte=F("total_minor")), name="line_refund_within_total"),
        ]

    def __str__(self) -> str:
        return self.title


class LineCourse(models.Model):
    """A course that a line opens, and its part of the line's net price: what its instructors share."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="courses")
    course_key = models.UUIDField(_("course"), db_index=True)
    title = models.CharField(_("title"), max_length=255)
    net_minor = models.PositiveBigIntegerField(_("without tax"))

    class Meta:
        verbose_name = _("course of a line")
        verbose_name_plural = _("courses of a line")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["line", "course_key"], name="line_course_once")]

    def __str__(self) -> str:
        return self.title
