"""Reviews and reported messages in the CMS."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from catalog.admin.reviews import review_detail, review_list
from catalog.rules import moderates


@hooks.register("register_admin_urls")
def moderation_urls():
    return [
        path("reviews/", review_list, name="moderate_reviews"),
        path("reviews/<int:pk>/", review_detail, name="moderate_review"),
    ]


class ModeratorItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return moderates(request.user)


@hooks.register("register_admin_menu_item")
def reviews_item():
    return ModeratorItem(gettext_lazy("Reviews"), reverse("moderate_reviews"), icon_name="comment", order=130)
