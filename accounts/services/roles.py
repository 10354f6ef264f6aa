"""Giving people a role."""

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import ActivityVerb, User
from accounts.roles import ADMIN, GROUP_OF_ROLE, ROLE_GROUPS, forget_role
from accounts.services.activity import record_activity


@transaction.atomic
def assign_role(*, user: User, role: str, actor: User | None = None) -> None:
    """Put `user` into the group of `role` and out of the other roles' groups; other groups stay.

    Idempotent. Django's administration opens for admins (and superusers) alone. Raises ValueError
    for an unknown role. A change, not the first role of a new account, is written to the log.
    """
    if role not in GROUP_OF_ROLE:
        raise ValueError(f"Unknown role {role!r}.")
    # Two at the same time would each remove what the other has not written yet.
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    wanted = GROUP_OF_ROLE[role]
    held = set(user.groups.filter(name__in=ROLE_GROUPS).values_list("name", flat=True))
    if held != {wanted}:
        if held - {wanted}:
            user.groups.remove(*Group.objects.filter(name__in=held - {wanted}))
        user.groups.add(Group.objects.get_or_create(name=wanted)[0])
        if held:
            label = f"{role} ({actor.email})" if actor else role
            record_activity(user=user, verb=ActivityVerb.ROLE_CHANGED, label=label)
    is_staff = role == ADMIN or user.is_superuser
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])
    forget_role(user)
