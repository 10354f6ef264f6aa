"""What teachers do with the people of a batch as a whole: lists read in, messages to many."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch


class ImportState(models.TextChoices):
    """How far a list of people has come."""

    UPLOADED = "uploaded", _("Not put in yet")
    QUEUED = "queued", _("Being put in")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class RosterImport(models.Model):
    """A list of people that was uploaded to put them all into a batch, or none of them.

    `rows` are lists of line, address and name, kept until it is done or refused. `errors` are rows that are wrong
    (line, address, code, other line); `failure` says why the whole was refused.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filename = models.CharField(_("file"), max_length=200)
    rows = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(_("rows"))
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    created_count = models.PositiveIntegerField(_("new accounts"), default=0)
    known_count = models.PositiveIntegerField(_("known accounts"), default=0)
    inside_count = models.PositiveIntegerField(_("in the batch before"), default=0)
    errors = models.JSONField(default=list)
    failure = models.CharField(_("why it was refused"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["created_at"], name="roster_import_by_age")]

    def __str__(self) -> str:
        return self.filename


class RosterMessage(models.Model):
    """A mail of somebody who teaches a batch to people in it; `recipients` are ids of users."""

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"))
    recipients = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message to a batch")
        verbose_name_plural = _("messages to batches")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["batch", "created_at"], name="roster_message_of_batch")]

    def __str__(self) -> str:
        return self.subject
