"""What was sold, summed up by the day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SalesDay(models.Model):
    """What was sold of a course on a day (UTC), summed up: dashboards read this and never the books.

    Without instructor: the course as a whole. With one: their part alone. Written by one service, anew
    for a whole day, so that running it twice does no harm.
    """

    day = models.DateField(_("day"))
    course_key = models.UUIDField(_("course"))
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sales_days"
    )
    currency = models.CharField(_("currency"), max_length=3)
    sold_count = models.IntegerField(_("sold"), default=0)
    refunded_count = models.IntegerField(_("refunded"), default=0)
    net_minor = models.BigIntegerField(_("sales without tax"), default=0)
    refunded_minor = models.BigIntegerField(_("refunds without tax"), default=0)
    share_minor = models.BigIntegerField(_("share"), default=0)

    class Meta:
        verbose_name = _("sales of a day")
        verbose_name_plural = _("sales of days")
        constraints = [
            models.UniqueConstraint(
                fields=["instructor", "day", "course_key", "currency"],
                condition=Q(instructor__isnull=False),
                name="sales_day_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["day", "course_key", "currency"], condition=Q(instructor=None), name="sales_day_once"
            ),
        ]
        indexes = [models.Index(fields=["course_key", "day"], name="sales_day_of_course")]

    def __str__(self) -> str:
        return f"{self.day}: {self.course_key}"
