"""The stream of a batch: what those who teach it announce, and what its people say about that."""

from html import unescape

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch

MAX_ANNOUNCEMENT = 10_000
MAX_COMMENT = 2000


class BatchAnnouncement(models.Model):
    """News for the people of a batch, in markdown; `html` is what was made of it, cleaned.

    It stands in the stream from `published_at` on. Until then it goes out at `publish_at`, or waits as a draft
    where there is none. With `by_mail` each member gets it by mail too: `mailed_up_to` is the id of the last person
    whose mail is written, `mailed_at` is set when all are.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="announcements")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("text"), max_length=MAX_ANNOUNCEMENT)
    html = models.TextField(editable=False)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    by_mail = models.BooleanField(_("by mail, too"), default=True)
    created_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(_("goes out"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    mailed_up_to = models.PositiveBigIntegerField(default=0)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name = _("announcement in a batch")
        verbose_name_plural = _("announcements in batches")
        indexes = [
            models.Index(fields=["batch", "-published_at", "-id"], name="stream_newest"),
            models.Index(fields=["publish_at"], condition=Q(published_at=None, removed_at=None), name="stream_due"),
            models.Index(fields=["id"], condition=Q(mailed_at=None, removed_at=None), name="stream_to_mail"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        """The first line in plain words, short enough for a subject."""
        line = unescape(strip_tags(self.html)).strip().split("\n", 1)[0]
        return line if len(line) <= 80 else f"{line[:79].rstrip()}…"


class AnnouncementComment(models.Model):
    """What somebody says about an announcement, in plain text; whoever takes their account away takes it along."""

    announcement = models.ForeignKey(BatchAnnouncement, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("comment"), max_length=MAX_COMMENT)
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("comment on an announcement")
        verbose_name_plural = _("comments on announcements")
        indexes = [
            models.Index(fields=["announcement", "-id"], condition=Q(removed_at=None), name="comment_newest"),
            models.Index(fields=["author", "created_at"], name="comment_of_author"),
        ]

    def __str__(self) -> str:
        return self.text[:50]
