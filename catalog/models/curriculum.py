"""Modules and lessons: the pages below a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page

from catalog.blocks import LessonBody
from catalog.blocks.field import BodyField
from catalog.page_forms import OwnFilesForm
from catalog.panels import lesson_edit_handler
from lms_site.autosave import LateAutosaveMixin

from .course import CoursePage
from .preview import SitePreviewMixin
from .restrictions import RestrictionsOnce


class ModulePage(LateAutosaveMixin, Page):
    """A chapter of a course. It has no page of its own: its address leads to the course's curriculum."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    opens_after_days = models.PositiveSmallIntegerField(
        _("opens after days"),
        default=0,
        help_text=_("Days after a learner enrolled. Zero: open from the start."),
    )

    parent_page_types = ["catalog.CoursePage"]
    subpage_types = ["catalog.LessonPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("opens_after_days")]
    preview_modes: list[tuple] = []
    api_fields = [APIField("summary", writable=True), APIField("opens_after_days", writable=True)]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request, *args, **kwargs):
        from catalog.views.course import module_response

        return module_response(request, self)


class LessonPage(SitePreviewMixin, RestrictionsOnce, LateAutosaveMixin, Page):
    """A lesson: what is read, watched and tried in one sitting."""

    class CompletesBy(models.TextChoices):
        BUTTON = "button", _("The learner presses “Mark as complete”")
        VIDEO = "video", _("The video is played to its end")

    body = BodyField(LessonBody(), verbose_name=_("lesson"), blank=True)
    video = models.ForeignKey(
        "catalog.CourseMedia",
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons",
        help_text=_("Shown above the text. Its captions and transcript belong to the video itself."),
    )
    expected_minutes = models.PositiveSmallIntegerField(
        _("expected minutes"),
        default=10,
        help_text=_("How long a learner needs, reading and trying included."),
    )
    is_free_preview = models.BooleanField(
        _("free preview"), default=False, help_text=_("Anybody may read it, to see what the course is like.")
    )
    is_required = models.BooleanField(
        _("required"), default=True, help_text=_("Counts toward completion and the certificate.")
    )
    completes_by = models.CharField(
        _("is complete when"), max_length=10, choices=CompletesBy.choices, default=CompletesBy.BUTTON
    )

    template = "catalog/lesson_page.html"
    parent_page_types = ["catalog.ModulePage"]
    subpage_types: list[str] = []
    edit_handler = lesson_edit_handler()
    base_form_class = OwnFilesForm
    site_preview_modes = [("learner", _("An enrolled learner")), ("visitor", _("A visitor"))]
    # What the read API leaves out for whoever may not read the lesson.
    gated_api_fields = ("body", "video", "attachments")
    api_fields = [
        APIField(name, writable=True)
        for name in ("expected_minutes", "is_free_preview", "is_required", "completes_by", *gated_api_fields)
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self) -> None:
        super().clean()
        from catalog.services.curriculum import check_lesson_fields

        check_lesson_fields(self)

    def get_course(self) -> CoursePage:
        """The course this lesson sits in, an alias's own course included. Costs one query."""
        return CoursePage.objects.ancestor_of(self).get()

    def get_context(self, request, *args, **kwargs):
        from catalog.views.lesson import preview_context

        return {**super().get_context(request, *args, **kwargs), **preview_context(request, self)}

    def serve(self, request, *args, **kwargs):
        from catalog.views.lesson import lesson_response

        return lesson_response(request, self)

    def serve_preview(self, request, mode_name):
        if mode_name == "visitor":
            from catalog.views.lesson import visitor_preview

            return visitor_preview(request, self)
        return super().serve_preview(request, mode_name)


class LessonAttachment(Orderable):
    """A file that goes with a lesson."""

    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "catalog.CourseDocument", verbose_name=_("file"), on_delete=models.PROTECT, related_name="attachments"
    )
    label = models.CharField(_("label"), max_length=120, blank=True, help_text=_("Empty: the file's own title."))

    panels = [FieldPanel("document"), FieldPanel("label")]
    api_fields = [APIField("document", writable=True), APIField("label", writable=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
