"""Classwork of a batch: topics, and the materials in them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .batch import CourseBatch

MAX_MATERIAL = 20_000


class Topic(models.Model):
    """A heading under which work stands; of the topics of a batch the lowest `position` comes first."""

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(_("title"), max_length=120)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "title"], name="topic_title_once")]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """Something to read, watch or keep: markdown, a link, files. `html` is what was made of `text`, cleaned.

    Members see it from `publish_at` on. Without a topic it stands above all topics.
    """

    batch = models.ForeignKey(CourseBatch, on_delete=models.CASCADE, related_name="materials")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="materials")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=MAX_MATERIAL, blank=True)
    html = models.TextField(editable=False, blank=True)
    link = models.URLField(_("link"), max_length=1000, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(_("shown from"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["batch", "topic", "position"], name="material_in_order")]

    def __str__(self) -> str:
        return self.title
