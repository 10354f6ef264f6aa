"""How the classroom shows in the CMS: one submenu with its lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from classroom.admin import batches, menu, sessions, waitlists

hooks.register("register_admin_menu_item", menu.classroom_item)


@hooks.register("register_admin_urls")
def classroom_urls():
    return batches.urlpatterns + sessions.urlpatterns + waitlists.urlpatterns


@hooks.register(menu.HOOK)
def batches_item():
    return menu.ClassroomItem(_("Batches"), reverse("cms_batches"), icon_name="group", order=menu.BATCHES)


@hooks.register(menu.HOOK)
def sessions_item():
    url = reverse("cms_sessions")
    return menu.ClassroomItem(_("Live sessions"), url, icon_name="calendar-alt", order=menu.SESSIONS)


@hooks.register(menu.HOOK)
def waitlists_item():
    return menu.ClassroomItem(_("Waitlists"), reverse("cms_waitlists"), icon_name="time", order=menu.WAITLISTS)
