"""Hooks into Django's model life: the CMS saves settings itself, so no service could do this."""

from django.db.models.signals import post_delete, post_save


def connect() -> None:
    """Connect every receiver once; called when the app is ready."""
    from home.models import SiteLook

    post_save.connect(on_look_changed, sender=SiteLook, dispatch_uid="home.look_saved")
    post_delete.connect(on_look_changed, sender=SiteLook, dispatch_uid="home.look_deleted")


def on_look_changed(sender, raw=False, **kwargs) -> None:
    from home.services.identity import show_look

    if not raw:
        show_look()
