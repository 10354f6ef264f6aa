"""What the accounts app adds to the CMS."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts.cms.activity import report_menu_item, report_urls
from accounts.cms.legal import LegalDocumentViewSet

register_snippet(LegalDocumentViewSet)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_reports_menu_item", report_menu_item)


@hooks.register("register_account_menu_item")
def link_to_own_account(request):
    """The CMS's account page points to the pages of the site for password, address and second step."""
    return {
        "url": reverse("accounts:overview"),
        "label": _("Your account"),
        "help_text": _("Password, e-mail address, second step, devices, photo."),
    }
