from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home.receivers import connect

        connect()
        # The last app's turn: the permissions of all others exist by then.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(make_site, sender=last, dispatch_uid="home.site_tree")


def make_site(sender, using, **kwargs) -> None:
    """Give a freshly migrated (or flushed) database its pages, rights and workflow."""
    from home.models import HomePage
    from home.services.site_tree import ensure_site_tree

    tables = connections[using].introspection.table_names()
    if HomePage._meta.db_table in tables:
        ensure_site_tree()
