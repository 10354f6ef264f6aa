"""The person's own settings in the CMS: what is Wagtail's stays, the rest has its page on the site."""

from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)

from accounts.models import User

ELSEWHERE = (AvatarSettingsPanel, ChangePasswordPanel, NameEmailSettingsPanel)


class NameForm(ModelForm):
    class Meta:
        model = User
        fields = ["display_name"]


class NameSettingsPanel(BaseSettingsPanel):
    name = "name"
    title = _("Name")
    order = 100
    form_class = NameForm


class CmsAccountView(AccountView):
    """No password, address or photo here: those pages ask for the current password and check files."""

    def get_panels(self):
        panels = super().get_panels()
        own = NameSettingsPanel(self.request, self.request.user, panels[0].profile)
        return [own, *(panel for panel in panels if not isinstance(panel, ELSEWHERE))]


def admin_page(view):
    """`view` behind the CMS's own guard, for addresses that are mounted outside of its URLconf."""
    return require_admin_access(view)
