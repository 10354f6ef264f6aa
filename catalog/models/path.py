"""A learning path: courses in an order that makes sense together."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from lms_site.autosave import LateAutosaveMixin

from .facts import card_facts


class LearningPathPage(LateAutosaveMixin, Page):
    subtitle = models.CharField(_("subtitle"), max_length=255, blank=True)
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"])

    is_fixed_order = models.BooleanField(
        _("courses open one after the other"),
        default=False,
        help_text=_("The next course opens when the one before it is completed."),
    )
    has_certificate = models.BooleanField(
        _("certificate at the end"),
        default=True,
        help_text=_("Learners who complete every course of the path get one."),
    )

    template = "catalog/learning_path_page.html"
    parent_page_types = ["catalog.CourseIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("introduction"),
        InlinePanel("path_courses", heading=_("Courses, in order"), label=_("Course"), min_num=1),
        FieldPanel("is_fixed_order"),
        FieldPanel("has_certificate"),
    ]

    api_fields = [
        *(APIField(name, writable=True) for name in ("subtitle", "introduction", "is_fixed_order", "has_certificate")),
        "courses",
    ]

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")

    @property
    def courses(self) -> list[dict]:
        """The live courses of the path in its order, for programs; two queries."""
        from catalog.queries.catalog import summaries_of_path

        return [card_facts(card) for card in summaries_of_path(self)]

    def get_context(self, request, *args, **kwargs):
        from catalog.queries.paths import path_view

        user = getattr(request, "user", None) or AnonymousUser()
        return {**super().get_context(request, *args, **kwargs), "view": path_view(self, user)}

    def serve(self, request, *args, **kwargs):
        from catalog.views.paths import path_response

        return path_response(request, self)


class LearningPathCourse(Orderable):
    path = ParentalKey(LearningPathPage, on_delete=models.CASCADE, related_name="path_courses")
    course = models.ForeignKey("catalog.CoursePage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("course", "catalog.CoursePage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["path", "course"], name="path_names_a_course_once")]
