from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def make_groups(**_signal) -> None:
    """After migrate (and after a test emptied the database) the role groups are there again."""
    from accounts.services.groups import ensure_groups

    ensure_groups()


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from accounts.signals import connect_receivers

        connect_receivers()
        # The signal is sent once an app; when the last has been served, every permission exists.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(make_groups, sender=last, dispatch_uid="accounts.make_groups")
