"""What learners write beside a lesson for themselves, and the places they want to find again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_TEXT = 5000
MAX_QUOTE = 300
MAX_SPOT = 100


class Note(models.Model):
    """A note or a bookmark of one person: nobody else ever sees it, staff included.

    Lesson and course are named by their translation keys; their titles are kept as they were, so that
    the note says what it is about even when the page is gone. A spot is the whole lesson, a block of
    its text (`block_id`, with the words that were marked in `quote`), or a moment of its video.
    """

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        BOOKMARK = "bookmark", _("Bookmark")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes", db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.NOTE)
    course_key = models.UUIDField(_("course"))
    lesson_key = models.UUIDField(_("lesson"))
    course_title = models.CharField(_("course title"), max_length=255)
    lesson_title = models.CharField(_("lesson title"), max_length=255)
    text = models.TextField(_("text"), max_length=MAX_TEXT, blank=True)
    block_id = models.CharField(_("block"), max_length=MAX_SPOT, blank=True)
    quote = models.CharField(_("marked words"), max_length=MAX_QUOTE, blank=True)
    moment_seconds = models.PositiveIntegerField(_("moment of the video in seconds"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(condition=Q(kind="bookmark") | ~Q(text=""), name="note_says_something"),
            models.UniqueConstraint(
                "user",
                "lesson_key",
                "block_id",
                "quote",
                Coalesce("moment_seconds", -1),
                condition=Q(kind="bookmark"),
                name="bookmark_once_a_spot",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="note_newest"),
            models.Index(fields=["user", "course_key", "-id"], name="note_of_course"),
            models.Index(fields=["user", "lesson_key", "-id"], name="note_of_lesson"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_title}: {self.text or self.quote}"[:80]

    @property
    def is_bookmark(self) -> bool:
        return self.kind == self.Kind.BOOKMARK

    @property
    def moment_label(self) -> str:
        """The moment as "3:07" or "1:02:03"; empty without one."""
        if self.moment_seconds is None:
            return ""
        minutes, seconds = divmod(self.moment_seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
