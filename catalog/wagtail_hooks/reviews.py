"""Reviews and reported messages in the CMS."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from catalog.admin.messages import message_report, message_reports
from catalog.admin.reviews import review_detail, review_list
from catalog.rules import moderates


@hooks.register("register_admin_urls")
def moderation_urls():
    return [
        path("reviews/", review_list, name="moderate_reviews"),
        path("reviews/<int:pk>/", review_detail, name="moderate_review"),
        path("messages/", message_reports, name="moderate_messages"),
        path("messages/<int:pk>/", message_report, name="moderate_message"),
    ]


class ModeratorItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return moderates(request.user)


@hooks.register("register_admin_menu_item")
def reviews_item():
    return ModeratorItem(gettext_lazy("Reviews"), reverse("moderate_reviews"), icon_name="comment", order=130)


@hooks.register("register_admin_menu_item")
def messages_item():
    return ModeratorItem(gettext_lazy("Reported messages"), reverse("moderate_messages"), icon_name="mail", order=131)
