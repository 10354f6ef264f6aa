"""What the site adds to the CMS: support for people."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.cms import people, style_guide


@hooks.register("register_admin_urls")
def support_urls():
    return people.urlpatterns + style_guide.urlpatterns


class SupportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.support_people")


@hooks.register("register_admin_menu_item")
def support_item():
    return SupportItem(_("People"), reverse("support_people"), icon_name="info-circle", order=130)


@hooks.register("register_help_menu_item")
def style_guide_item():
    return MenuItem(_("Style guide"), reverse("style_guide"), icon_name="pick", order=1000)
