"""Whose money it is: shares of what was sold, and the books that prove it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .shop import PERCENT


class CommissionRule(models.Model):
    """What part of the net price goes to instructors: for one course, for one instructor, or for everybody.

    The rule of the course wins over the instructor's, that over the general one; where the buyer came by a
    coupon of the instructor's own, a rule for that wins over one without.
    """

    class Source(models.TextChoices):
        ANY = "any", _("However the buyer came")
        OWN_COUPON = "own_coupon", _("By a coupon of the instructor's own")

    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="commission_rules"
    )
    course_key = models.UUIDField(_("course"), null=True, blank=True)
    source = models.CharField(_("applies"), max_length=12, choices=Source.choices, default=Source.ANY)
    percent = models.DecimalField(_("percent for the instructors"), max_digits=5, decimal_places=2, validators=PERCENT)

    class Meta:
        verbose_name = _("commission rule")
        verbose_name_plural = _("commission rules")
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="commission_is_percent"),
            models.CheckConstraint(condition=Q(instructor=None) | Q(course_key=None), name="commission_for_one_thing"),
            models.UniqueConstraint(
                fields=["course_key", "source"], condition=Q(course_key__isnull=False), name="commission_once_a_course"
            ),
            models.UniqueConstraint(
                fields=["instructor", "source"],
                condition=Q(instructor__isnull=False),
                name="commission_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(course_key=None, instructor=None), name="commission_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % ({self.source})"


class InstructorShare(models.Model):
    """How co-instructors of a course split its money: each gets parts of the sum of all parts.

    A course without such rows is split evenly.
    """

    course_key = models.UUIDField(_("course"))
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_shares")
    parts = models.PositiveSmallIntegerField(_("parts"), default=1)

    class Meta:
        verbose_name = _("instructor's part")
        verbose_name_plural = _("instructors' parts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["course_key", "instructor"], name="share_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.course_key}: {self.instructor_id} {self.parts}"


class Revenue(models.Model):
    """Somebody's part of one sold course, or of its refund (below zero). Without instructor it is the platform's.

    Rows are added, never changed, but for `payout`: the payout that it went out with. It can go out
    from `available_at` on.
    """

    class Kind(models.TextChoices):
        SALE = "sale", _("Sale")
        REFUND = "refund", _("Refund")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    line = models.ForeignKey("commerce.OrderLine", on_delete=models.PROTECT, related_name="revenues")
    refund = models.ForeignKey("commerce.Refund", null=True, on_delete=models.PROTECT, related_name="revenues")
    course_key = models.UUIDField(_("course"))
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="revenues"
    )
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    available_at = models.DateTimeField(_("can be paid out from"))
    payout = models.ForeignKey("commerce.Payout", null=True, on_delete=models.SET_NULL, related_name="revenues")

    class Meta:
        verbose_name = _("revenue")
        verbose_name_plural = _("revenues")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="sale", amount_minor__gte=0, refund=None)
                | Q(kind="refund", amount_minor__lte=0, refund__isnull=False),
                name="revenue_has_its_sign",
            ),
            models.UniqueConstraint(
                fields=["line", "course_key", "instructor"],
                condition=Q(kind="sale", instructor__isnull=False),
                name="revenue_sale_once",
            ),
            models.UniqueConstraint(
                fields=["line", "course_key"],
                condition=Q(kind="sale", instructor=None),
                name="revenue_sale_once_for_platform",
            ),
        ]
        indexes = [
            models.Index(fields=["instructor", "-created_at"], name="revenue_of_person"),
            models.Index(fields=["course_key", "created_at"], name="revenue_of_course"),
            # With the amount, so that what is due is summed up without reading the rows.
            models.Index(
                fields=["instructor", "currency", "available_at"],
                include=["amount_minor"],
                condition=Q(payout=None),
                name="revenue_to_pay_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"


class Account(models.TextChoices):
    PROVIDER = "provider", _("Money at the payment provider")
    TAX = "tax", _("Tax owed")
    PLATFORM = "platform", _("The platform's share")
    INSTRUCTOR = "instructor", _("Owed to an instructor")
    UNAPPLIED = "unapplied", _("Received without need")
    BANK = "bank", _("Paid out")


class LedgerEntry(models.Model):
    """One line of the books: an amount from the credited to the debited account. Added, never changed.

    `key` names the fact, so that it is booked once. `instructor` says whose account INSTRUCTOR is. The
    database itself refuses to change or delete a line.
    """

    key = models.CharField(max_length=120, unique=True)
    debit = models.CharField(_("debit"), max_length=12, choices=Account.choices)
    credit = models.CharField(_("credit"), max_length=12, choices=Account.choices)
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    order = models.ForeignKey("commerce.Order", null=True, on_delete=models.PROTECT, related_name="ledger_entries")
    payout = models.ForeignKey("commerce.Payout", null=True, on_delete=models.PROTECT, related_name="ledger_entries")
    booked_at = models.DateTimeField(_("booked"), default=timezone.now)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-booked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_two_accounts"),
            models.CheckConstraint(
                condition=Q(Q(debit="instructor") | Q(credit="instructor"), instructor__isnull=False)
                | Q(~Q(debit="instructor"), ~Q(credit="instructor"), instructor=None),
                name="ledger_instructor_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["instructor", "-booked_at"], name="ledger_of_person"),
            models.Index(fields=["-booked_at"], name="ledger_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.debit} <- {self.credit}: {self.amount_minor} {self.currency}"


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
