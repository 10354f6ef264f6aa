"""News from the team of a course to everybody who takes it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_ANNOUNCEMENT_LETTERS = 5000


class Announcement(models.Model):
    """A title and plain text for the learners of a course.

    `mailed_up_to` is the id of the last learner whose mail is written; mails go out in its order, so
    that an interrupted round goes on where it stopped. `mailed_at` is set when all are written.
    """

    course_key = models.UUIDField(_("course"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=MAX_ANNOUNCEMENT_LETTERS)
    created_at = models.DateTimeField(_("announced"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    mailed_up_to = models.PositiveBigIntegerField(default=0)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [
            models.Index(fields=["course_key", "-id"], name="announcement_newest"),
            models.Index(fields=["mailed_at"], name="announcement_to_mail"),
        ]

    def __str__(self) -> str:
        return self.title


class AnnouncementOptOut(models.Model):
    """A learner who wants no mail about the announcements of a course; they still stand on the site."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course_key = models.UUIDField(_("course"))

    class Meta:
        verbose_name = _("announcements without mail")
        verbose_name_plural = _("announcements without mail")
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="announcement_opt_out_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key}"
