"""What the accounts app adds to the CMS."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts.cms.activity import report_menu_item, report_urls
from accounts.cms.bulk import DeletePeopleBulkAction, SetRoleBulkAction, SwitchBulkAction
from accounts.cms.legal import LegalDocumentViewSet
from accounts.models import LegalDocument
from accounts.services.consent import forget_versions

register_snippet(LegalDocumentViewSet)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_reports_menu_item", report_menu_item)

# Later than Wagtail's own, whose places they take.
for action in (SetRoleBulkAction, SwitchBulkAction, DeletePeopleBulkAction):
    hooks.register("register_bulk_action", action, order=10)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def show_legal_text_at_once(_request, instance):
    """The CMS saves snippets itself, so no service could do this."""
    if isinstance(instance, LegalDocument):
        forget_versions()


@hooks.register("after_delete_snippet")
def forget_deleted_legal_texts(request, instances):
    for instance in instances:
        show_legal_text_at_once(request, instance)


@hooks.register("register_account_menu_item")
def link_to_own_account(request):
    """The CMS's account page points to the pages of the site for password, address and second step."""
    return {
        "url": reverse("accounts:overview"),
        "label": _("Your account"),
        "help_text": _("Password, e-mail address, second step, devices, photo."),
    }
