"""What the lists of rows that the site itself writes have in common: looking, and trying again."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path, reverse
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from lms_site.cms.page_head import page_head


class SeeAndRetryPolicy(ModelPermissionPolicy):
    """Whoever holds the permission may look, and try again; adding and deleting is nobody's."""

    def user_has_permission(self, user, action):
        return action in ("view", "change") and super().user_has_permission(user, action)


class SeeAndRetryViewSet(ModelViewSet):
    """A list under Settings with details; `again_view(request, pk=None)` tries one row again, or all that failed."""

    again_view: Callable[..., HttpResponse]
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50

    def get_urlpatterns(self):
        kept = {"index", "index_results", "inspect"}
        again = type(self).again_view
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in kept),
            path("again/", again, name="again"),
            path("again/<int:pk>/", again, name="again_one"),
        ]


def question(viewset: type[SeeAndRetryViewSet], title: str, icon: str) -> dict[str, object]:
    """The head of the page that asks before anything is tried again, below the list."""
    return page_head(title, icon, (viewset.menu_label, reverse(f"{viewset.name}:index")))
