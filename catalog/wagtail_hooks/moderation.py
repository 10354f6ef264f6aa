"""The moderator's inbox in the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from catalog.admin.moderation import inbox
from catalog.queries.moderation import waiting_count
from catalog.rules import moderates


@hooks.register("register_admin_urls")
def inbox_url():
    return [path("moderation/", inbox, name="moderation")]


class ModerationItem(MenuItem):
    """For moderators, with how much waits."""

    def is_shown(self, request: HttpRequest) -> bool:
        return moderates(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        count = waiting_count()
        if count:
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def moderation_item():
    url = reverse("moderation")
    return ModerationItem(gettext_lazy("Moderation"), url, name="moderation", icon_name="tasks", order=70)
