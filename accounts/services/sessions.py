"""Ending sessions of others."""

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import ActivityVerb, User
from accounts.services.activity import record_activity


@transaction.atomic
def sign_out_everywhere(*, person: User, actor: User) -> int:
    """End every session of `person`; returns how many there were. Written into the person's log.

    Raises PermissionDenied when `actor` may not.
    """
    if not actor.has_perm("accounts.sign_out_person", person):
        raise PermissionDenied
    sessions = list(UserSession.objects.select_for_update().filter(user=person).order_by("pk"))
    for session in sessions:
        session.end()
    record_activity(user=person, verb=ActivityVerb.SIGNED_OUT_BY_STAFF, label=actor.name)
    return len(sessions)
