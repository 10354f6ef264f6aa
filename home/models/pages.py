"""The first page of the site, and plain pages such as help."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page

from catalog.blocks import CourseDescription
from catalog.blocks.field import BodyField
from lms_site.autosave import LateAutosaveMixin
from lms_site.public import mark_audience

from .facts import HomeFacts


class HomePage(HomeFacts, LateAutosaveMixin, Page):
    """Says in one sentence what can be learned here, and leads on."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.CharField(_("lead"), max_length=300, blank=True)

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalog.CourseIndexPage", "home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead")]
    api_fields = [
        APIField("headline", writable=True),
        APIField("lead", writable=True),
        *("new_courses", "popular_courses", "categories", "paths", "numbers"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        from home.views.home import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(request.user)}

    def serve(self, request, *args, **kwargs):
        return mark_audience(request, super().serve(request, *args, **kwargs))


class StandardPage(LateAutosaveMixin, Page):
    """A page of text: help, about, contact."""

    body = BodyField(CourseDescription(), verbose_name=_("text"), blank=True)

    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("body")]
    api_fields = [APIField("body", writable=True)]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def serve(self, request, *args, **kwargs):
        return mark_audience(request, super().serve(request, *args, **kwargs))
