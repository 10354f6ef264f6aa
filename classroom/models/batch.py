"""People who learn a course together, between two dates."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from lms_site.models import Stock


class Joining(models.TextChoices):
    ANYBODY = "anybody", _("Anybody who finds it")
    CODE = "code", _("Whoever has the code or the link")
    STAFF = "staff", _("Only whom its teachers put in")
    PURCHASE = "purchase", _("Whoever buys a place")


class CourseBatch(models.Model):
    """A course taught to a group, from `starts_on` to the end of `ends_on` by the clocks of `timezone`.

    Seats are a stock, so that the last one is taken once; no capacity means that there is always room. Who may
    join by themselves is told by `joining`, and when by `joins_from` and `joins_until`; None is no bound.
    Who is there for `attendance_percent` of a session's length was present.
    """

    course_key = models.UUIDField(_("course"), db_index=True)
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    timezone = models.CharField(_("time zone"), max_length=50)
    stock = models.OneToOneField(Stock, on_delete=models.PROTECT, related_name="batch")
    joining = models.CharField(_("who may join"), max_length=10, choices=Joining.choices, default=Joining.CODE)
    joins_from = models.DateTimeField(_("open from"), null=True, blank=True)
    joins_until = models.DateTimeField(_("open until"), null=True, blank=True)
    attendance_percent = models.PositiveSmallIntegerField(
        _("share of a session that counts as being there"), default=50
    )
    join_code = models.CharField(_("code to join"), max_length=12, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="batches_made"
    )
    created_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    # For calendars: how often it was planned anew, and when last.
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="batch_ends_after_start"),
            models.CheckConstraint(
                condition=Q(joins_from=None) | Q(joins_until=None) | Q(joins_until__gt=F("joins_from")),
                name="batch_joining_has_a_time",
            ),
            models.CheckConstraint(condition=Q(attendance_percent__range=(1, 100)), name="batch_attendance_is_a_share"),
        ]
        indexes = [models.Index(fields=["course_key", "starts_on"], name="batch_of_course")]

    def __str__(self) -> str:
        return self.name

    @property
    def begins_at(self) -> datetime:
        """The first moment of the first day, by the clocks of the batch."""
        return datetime.combine(self.starts_on, time.min, tzinfo=ZoneInfo(self.timezone))

    @property
    def over_at(self) -> datetime:
        """The moment when the last day is over, by the clocks of the batch."""
        return datetime.combine(self.ends_on + timedelta(days=1), time.min, tzinfo=ZoneInfo(self.timezone))
