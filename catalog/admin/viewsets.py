"""Listings of the catalog in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalog.admin.certificates import CertificateForm
from catalog.models import Category, Certificate, EnrollmentCode, ReusableText


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-1"
    menu_label = _("Categories")
    list_display = ["name", "parent", "motif", "hue"]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("description"),
        FieldPanel("motif"),
        FieldPanel("hue"),
    ]


class ReusableTextViewSet(SnippetViewSet):
    model = ReusableText
    icon = "doc-full"
    menu_label = _("Reusable texts")
    list_display = ["title"]
    search_fields = ["title"]
    panels = [FieldPanel("title"), FieldPanel("body")]


class EnrollmentCodeViewSet(SnippetViewSet):
    model = EnrollmentCode
    icon = "key"
    menu_label = _("Enrollment codes")
    list_display = ["code", "course", "used_count", "max_uses", "expires_at"]
    search_fields = ["code"]
    panels = [FieldPanel("code"), FieldPanel("course"), FieldPanel("max_uses"), FieldPanel("expires_at")]


class CertificateViewSet(SnippetViewSet):
    """Names are corrected and certificates revoked here; the rest is a snapshot that nobody edits."""

    model = Certificate
    icon = "success"
    menu_label = _("Certificates")
    list_display = ["recipient_name", "course_title", "completed_at", "revoked_at"]
    list_filter = ["completed_at", "revoked_at"]
    search_fields = ["recipient_name", "course_title"]
    form_class = CertificateForm
    copy_view_enabled = False
    inspect_view_enabled = True

    def get_form_class(self, for_update=False):
        return CertificateForm


class CatalogGroup(SnippetViewSetGroup):
    menu_label = _("Catalog")
    menu_icon = "folder-open-1"
    menu_order = 110
    items = (CategoryViewSet, ReusableTextViewSet)


class EnrollmentGroup(SnippetViewSetGroup):
    menu_label = _("Learners")
    menu_icon = "group"
    menu_order = 120
    items = (EnrollmentCodeViewSet, CertificateViewSet)


catalog_group = CatalogGroup()
enrollment_group = EnrollmentGroup()
