"""Legal texts in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import LegalDocument

ADVICE = _(
    "A new version is a new text with a higher number: “Copy” the old one, change it, give it a date. "
    "Everybody is asked again when it comes into force. Translations carry the same number."
)


class LegalDocumentViewSet(SnippetViewSet):
    model = LegalDocument
    icon = "doc-full-inverse"
    menu_label = _("Legal texts")
    menu_order = 650
    add_to_settings_menu = True
    list_display = ["title", "kind", "language", "version", "published_at"]
    list_filter = ["kind", "language"]
    search_fields = ["title"]
    copy_view_enabled = True
    panels = [
        HelpPanel(content=ADVICE),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language"), FieldPanel("version")]),
        FieldPanel("published_at"),
        FieldPanel("title"),
        FieldPanel("body"),
    ]
