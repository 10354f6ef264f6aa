"""What somebody means to buy."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .gift_fields import GiftFields


class Cart(models.Model):
    """The one open cart of a person, or of a visitor who has the key in their session.

    It holds no prices that count: what is paid is asked anew each time.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="cart"
    )
    coupon = models.ForeignKey("commerce.Coupon", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")
        indexes = [models.Index(fields=["updated_at"], condition=Q(user=None), name="cart_of_visitors")]

    def __str__(self) -> str:
        return f"Cart {self.key}"


class CartItem(GiftFields):
    """One offer in a cart, once. `seen_minor` is the price that was shown, to tell when it has changed."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="items")
    offer = models.ForeignKey("commerce.Offer", on_delete=models.CASCADE, related_name="+")
    seen_minor = models.PositiveBigIntegerField()
    seen_currency = models.CharField(max_length=3)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("item of a cart")
        verbose_name_plural = _("items of a cart")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cart", "offer"], name="cart_offer_once")]

    def __str__(self) -> str:
        return f"{self.cart_id}: {self.offer_id}"
