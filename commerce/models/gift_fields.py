"""To whom something goes that is bought for somebody else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GiftFields(models.Model):
    """An address makes it a gift; without a date it goes out at once."""

    gift_email = models.EmailField(_("address of the person"), blank=True)
    gift_name = models.CharField(_("name of the person"), max_length=80, blank=True)
    gift_message = models.TextField(_("message"), max_length=1000, blank=True)
    gift_on = models.DateField(_("send on"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_gift(self) -> bool:
        return bool(self.gift_email)
