"""What can run out: the uses of a coupon, the seats of a batch."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Stock(models.Model):
    """A number of things of which each order takes one; no capacity means that they never run out.

    `taken` counts what is held and what is used. It is changed by one conditional UPDATE, so that the
    last one is taken once, whatever the load.
    """

    name = models.CharField(_("name"), max_length=120)
    capacity = models.PositiveIntegerField(_("how many there are"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("taken"), default=0)

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stocks")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")), name="stock_not_oversold"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> int | None:
        """How many can still be taken; None when there is no end."""
        return None if self.capacity is None else self.capacity - self.taken
