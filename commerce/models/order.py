"""What somebody asked to buy, at the prices of that moment."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency


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
