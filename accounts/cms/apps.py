"""Stands in for `wagtail.users` in INSTALLED_APPS, to give the CMS our user forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class CmsUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.cms.users.CmsUserViewSet"
