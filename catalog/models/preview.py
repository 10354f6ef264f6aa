"""Previews on this site and, where one is configured, on a headless frontend."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin


class SitePreviewMixin(HeadlessPreviewMixin):
    """Adds the headless frontend as one more preview mode; the other modes render our own templates."""

    site_preview_modes: list[tuple] = []

    @property
    def preview_modes(self):
        if settings.HEADLESS_CLIENT_URL:
            return [*self.site_preview_modes, ("headless", _("The connected frontend"))]
        return self.site_preview_modes

    def serve_preview(self, request, mode_name):
        if mode_name == "headless":
            return super().serve_preview(request, mode_name)
        return Page.serve_preview(self, request, mode_name)
