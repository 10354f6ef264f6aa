"""A learner and the instructors of a course write to each other."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_MESSAGE_LETTERS = 4000


class Conversation(models.Model):
    """All that one learner and the team of one course have written to each other.

    Each side has the id of the newest message of its own and of the last one it has read of the other,
    so that "unread" is a comparison. The team reads as one: what one instructor has read, the team has.
    """

    course_key = models.UUIDField(_("course"))
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations")
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    last_message_id = models.PositiveBigIntegerField(default=0)
    last_by_learner_id = models.PositiveBigIntegerField(default=0)
    last_by_team_id = models.PositiveBigIntegerField(default=0)
    learner_read_id = models.PositiveBigIntegerField(default=0)
    team_read_id = models.PositiveBigIntegerField(default=0)
    learner_told_at = models.DateTimeField(null=True, blank=True)
    team_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(fields=["course_key", "learner"], name="conversation_once_a_course"),
            models.CheckConstraint(
                condition=Q(last_message_id__gte=F("last_by_learner_id"))
                & Q(last_message_id__gte=F("last_by_team_id")),
                name="conversation_newest_is_newest",
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "-last_message_id"], name="conversation_of_learner"),
            models.Index(fields=["course_key", "-last_message_id"], name="conversation_of_course"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.course_key}"


class Message(models.Model):
    """What one side wrote; plain text. A removed one keeps its place and its text for the moderators."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_from_team = models.BooleanField(default=False)
    text = models.TextField(_("text"), max_length=MAX_MESSAGE_LETTERS)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["conversation", "-id"], name="message_newest"),
            models.Index(fields=["author", "created_at"], name="message_by_author"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.pk}"


class MessageReport(models.Model):
    """One person asks the moderators to look at one message; open until they have."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("note"), max_length=500)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    is_open = models.BooleanField(_("open"), default=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("report of a message")
        verbose_name_plural = _("reports of messages")
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="message_report_once")]
        indexes = [models.Index(fields=["is_open", "created_at"], name="message_report_open")]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.user_id}"
