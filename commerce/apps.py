from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def give_rights(**_signal) -> None:
    """After migrate (and after a test emptied the database) the groups have their rights again."""
    from commerce.services.rights import ensure_rights

    ensure_rights()


class CommerceConfig(AppConfig):
    name = "commerce"
    verbose_name = _("Commerce")

    def ready(self):
        # The signal is sent once an app; when the last has been served, every permission of ours exists.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(give_rights, sender=last, dispatch_uid="commerce.give_rights")
        from commerce.receivers import connect_receivers

        connect_receivers()
