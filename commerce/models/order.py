"""What somebody asked to buy, at the prices of that moment."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency

from .gift_fields import GiftFields


class OrderStatus(models.TextChoices):
    PENDING = "pending", _("Waiting for payment")
    PAID = "paid", _("Paid")
    EXPIRED = "expired", _("Not paid in time")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")


class Order(models.Model):
    """One purchase: lines, what they cost together, who is billed. Amounts never change once it is placed.

    `net_minor` is what is left after the discount without tax; `total_minor` is what is paid. Pending
    until `expires_at`; a person has one pending order at most.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="orders", verbose_name=_("buyer")
    )
    status = models.CharField(_("status"), max_length=10, choices=OrderStatus.choices, default=OrderStatus.PENDING)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices)
    list_minor = models.PositiveBigIntegerField(_("prices"))
    discount_minor = models.PositiveBigIntegerField(_("discount"), default=0)
    net_minor = models.PositiveBigIntegerField(_("without tax"))
    tax_minor = models.PositiveBigIntegerField(_("tax"), default=0)
    total_minor = models.PositiveBigIntegerField(_("total"))
    refunded_minor = models.PositiveBigIntegerField(_("refunded"), default=0)
    coupon = models.ForeignKey("commerce.Coupon", null=True, on_delete=models.PROTECT, related_name="orders")
    coupon_code = models.CharField(_("coupon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"))
    billing_name = models.CharField(_("name on the invoice"), max_length=120, blank=True)
    billing_address = models.TextField(_("address"), max_length=500, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    vat_id = models.CharField(_("VAT id"), max_length=20, blank=True)
    language = models.CharField(max_length=10, default="en")
    # What was shown when it was placed; the same again is the same order.
    fingerprint = models.CharField(max_length=64, blank=True)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    expires_at = models.DateTimeField(_("payable until"))
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(status="pending"), name="order_one_pending_a_person"),
            models.CheckConstraint(
                condition=Q(total_minor=F("net_minor") + F("tax_minor")), name="order_total_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(discount_minor__lte=F("list_minor")), name="order_discount_within_prices"
            ),
            models.CheckConstraint(condition=Q(refunded_minor__lte=F("total_minor")), name="order_refund_within_total"),
            models.CheckConstraint(
                condition=~Q(status__in=["paid", "refunded"]) | Q(paid_at__isnull=False), name="order_paid_has_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-placed_at"], name="order_of_person"),
            models.Index(fields=["status", "-placed_at"], name="order_by_status"),
            models.Index(fields=["-placed_at"], name="order_newest"),
            models.Index(fields=["expires_at"], condition=Q(status="pending"), name="order_to_expire"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_paid(self) -> bool:
        """Whether the money came, also when it has gone back since."""
        return self.paid_at is not None


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


class OrderFlag(models.Model):
    """Why a person must look at an order: money came that cannot simply be turned into courses."""

    class Reason(models.TextChoices):
        CLOSED = "course_closed", _("A course could not be opened")
        PAID_TWICE = "paid_twice", _("Paid twice")
        WRONG_AMOUNT = "wrong_amount", _("Another amount than the order's was paid")
        SOLD_OUT = "sold_out", _("Paid when nothing was left")
        REFUND_FAILED = "refund_failed", _("A refund failed")
        FOREIGN_REFUND = "foreign_refund", _("Refunded at the provider, not here")
        DISPUTE = "dispute", _("The buyer disputes the payment")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="flags")
    line = models.ForeignKey(OrderLine, null=True, on_delete=models.CASCADE, related_name="flags")
    payment = models.ForeignKey("commerce.Payment", null=True, on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    note = models.TextField(_("what happened"), blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    resolution = models.CharField(_("how"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("flagged order")
        verbose_name_plural = _("flagged orders")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at"], condition=Q(resolved_at=None), name="flag_open")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.reason}"
