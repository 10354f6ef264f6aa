"""The classroom's part of the CMS menu: one submenu into which each area puts its entry."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

HOOK = "register_classroom_menu_item"
# Where it stands in the main menu, and the order within it.
CLASSROOM = 126
BATCHES, SESSIONS, WAITLISTS = 10, 20, 30

classroom_menu = Menu(register_hook_name=HOOK)


class ClassroomItem(MenuItem):
    """An entry for those who oversee all batches."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("classroom.oversee_batches")


def classroom_item() -> SubmenuMenuItem:
    """The submenu; it is there for whoever sees one of its entries."""
    return SubmenuMenuItem(_("Classroom"), classroom_menu, name="classroom", icon_name="group", order=CLASSROOM)
