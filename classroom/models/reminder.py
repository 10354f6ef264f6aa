"""Which sessions people were reminded of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch
from .session import LiveSession


class Notice(models.TextChoices):
    """How long before a session."""

    DAY = "day", _("A day before")
    SOON = "soon", _("A quarter of an hour before")


class SessionReminder(models.Model):
    """One reminder of a session as it was planned: for another `starts_at` there is another one.

    `mailed_up_to` is the id of the last person whose mail is written; mails go out in its order, so that an
    interrupted round goes on where it stopped. `mailed_at` is set when all are written, or none is wanted any more.
    """

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="reminders")
    notice = models.CharField(_("notice"), max_length=10, choices=Notice.choices)
    starts_at = models.DateTimeField(_("begins"))
    mailed_up_to = models.PositiveBigIntegerField(default=0)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name = _("reminder of a session")
        verbose_name_plural = _("reminders of sessions")
        constraints = [models.UniqueConstraint(fields=["session", "notice", "starts_at"], name="reminder_once")]
        indexes = [models.Index(fields=["starts_at"], condition=Q(mailed_at=None), name="reminder_to_mail")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.notice}"


class ReminderOptOut(models.Model):
    """Somebody who wants no mail about the sessions of a batch; they still stand on the site."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("sessions without reminders")
        verbose_name_plural = _("sessions without reminders")
        constraints = [models.UniqueConstraint(fields=["user", "batch"], name="reminder_opt_out_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.batch_id}"
