"""Hooks into the life of accounts; they call services and hold no rules of their own."""

from django.conf import settings
from django.db.models.signals import pre_delete


def connect() -> None:
    """Connect every receiver once; called when the app is ready."""
    pre_delete.connect(on_account_deleted, sender=settings.AUTH_USER_MODEL, dispatch_uid="classroom.account_deleted")


def on_account_deleted(sender, instance, **kwargs) -> None:
    from classroom.services.deleted_accounts import free_seats_of

    free_seats_of(instance)
