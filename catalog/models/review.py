"""What learners say of a course, and what others make of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STARS = (1, 2, 3, 4, 5)
MAX_REVIEW_LETTERS = 4000
MAX_REASON_LETTERS = 500


class Review(models.Model):
    """One learner's stars and words about one course, in all its languages; plain text.

    The team's answer stands in the same row: there is one at most. `helpful_count` counts the votes.
    Written by `services.reviews`, `services.review_votes` and `services.review_moderation` alone.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    course_key = models.UUIDField(_("course"))
    stars = models.PositiveSmallIntegerField(_("stars"))
    text = models.TextField(_("text"), max_length=MAX_REVIEW_LETTERS)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    helpful_count = models.PositiveIntegerField(_("helpful votes"), default=0)
    answer = models.TextField(_("answer"), max_length=MAX_REVIEW_LETTERS, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    is_hidden = models.BooleanField(_("hidden"), default=False)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True)
    hidden_reason = models.CharField(_("reason"), max_length=MAX_REASON_LETTERS, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key"], name="review_once_a_course"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_one_to_five_stars"),
            models.CheckConstraint(condition=~Q(is_hidden=True, hidden_reason=""), name="review_hidden_with_reason"),
        ]
        indexes = [
            models.Index(fields=["course_key", "is_hidden", "-created_at", "-id"], name="review_newest"),
            models.Index(fields=["course_key", "is_hidden", "-helpful_count", "-id"], name="review_helpful"),
            models.Index(fields=["course_key", "is_hidden", "stars"], name="review_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key} ({self.stars})"


class ReviewVote(models.Model):
    """One person found one review helpful."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("helpful vote")
        verbose_name_plural = _("helpful votes")
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="review_vote_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.review_id}"


class ReviewReport(models.Model):
    """One person asks the moderators to look at one review; open until they have."""

    class Reason(models.TextChoices):
        ABUSE = "abuse", _("Insulting or hateful")
        SPAM = "spam", _("Advertising")
        PRIVATE = "private", _("Tells private things of somebody")
        UNRELATED = "unrelated", _("Not about the course")
        OTHER = "other", _("Something else")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    note = models.CharField(_("note"), max_length=MAX_REASON_LETTERS, blank=True)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        verbose_name = _("report of a review")
        verbose_name_plural = _("reports of reviews")
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="review_report_once"),
            models.CheckConstraint(
                condition=Q(reason__in=["abuse", "spam", "private", "unrelated", "other"]),
                name="review_report_known_reason",
            ),
        ]
        indexes = [models.Index(fields=["is_open", "created_at"], name="review_report_open")]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.reason}"


class ReviewDecision(models.Model):
    """What a moderator decided about a review, once and for good; the history that staff reads."""

    class Kind(models.TextChoices):
        HIDDEN = "hidden", _("Hidden")
        RESTORED = "restored", _("Shown again")
        DISMISSED = "dismissed", _("Left as it is")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=20, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=MAX_REASON_LETTERS, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("decision about a review")
        verbose_name_plural = _("decisions about reviews")

    def __str__(self) -> str:
        return f"{self.review_id}: {self.kind}"
