"""What an order keeps from others."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms_site.models import Stock


class Hold(models.Model):
    """One thing of a stock that an order keeps from others: from "pay" until paid, then for good.

    PASSED is a seat that a member of the batch has now: what becomes of it is the batch's to say. LATE is money
    that came when the hold was gone: the order keeps what it paid for without being counted.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")
        USED = "used", _("Used")
        PASSED = "passed", _("Passed on to a member")
        RELEASED = "released", _("Released")
        LATE = "late", _("Used after the hold had ended")

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="holds")
    order = models.ForeignKey("commerce.Order", on_delete=models.CASCADE, related_name="holds")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.HELD)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [models.UniqueConstraint(fields=["stock", "order"], name="hold_once_an_order")]

    def __str__(self) -> str:
        return f"{self.stock_id} for order {self.order_id}: {self.state}"
