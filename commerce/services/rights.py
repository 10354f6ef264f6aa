"""What the role groups may do in the shop by themselves. Admins have every right by their own group."""

from django.contrib.auth.models import Group, Permission

from accounts.roles import MODERATORS

# Moderators answer learners' questions: they look, and change nothing.
LOOKING = ("view_order", "view_orderflag", "view_refund", "view_gift")


def ensure_rights() -> None:
    """Give moderators the right to look at orders; runs after every migrate and only adds."""
    moderators, _is_new = Group.objects.get_or_create(name=MODERATORS)
    rights = Permission.objects.filter(content_type__app_label="commerce", codename__in=LOOKING)
    moderators.permissions.add(*rights)
