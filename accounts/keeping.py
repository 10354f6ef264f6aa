"""Who cannot be deleted: people whom records name that must be kept, such as certificates and the books."""

from django.db import router
from django.db.models import PROTECT
from django.db.models.deletion import Collector, ProtectedError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

KEPT: Promise = _("Records that must be kept name this person, so nothing was deleted. Switch the account off instead.")


def must_be_kept(user: User) -> bool:
    """Whether deleting the account would have to delete what must not be deleted.

    What names the person directly is only asked for, as the books may do so a million times.
    """
    return _is_named(user) or _is_protected_further_down(user)


def _is_named(user: User) -> bool:
    relations = (found for found in user._meta.related_objects if found.on_delete is PROTECT)
    return any(found.related_model._base_manager.filter(**{found.field.name: user}).exists() for found in relations)


def _is_protected_further_down(user: User) -> bool:
    try:
        Collector(using=router.db_for_write(User), origin=user).collect([user])
    except ProtectedError:
        return True
    return False
