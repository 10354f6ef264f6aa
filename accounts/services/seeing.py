"""Staff look at the site as a learner sees it; both logs say so."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import ActivityVerb, User
from accounts.services.activity import record_activity


@transaction.atomic
def begin_seeing(*, staff: User, person: User, request=None) -> None:
    """Record that `staff` looks as `person`, in the logs of both. Raises PermissionDenied when they may not."""
    if not staff.has_perm("accounts.see_as", person):
        raise PermissionDenied
    record_activity(
        user=staff, verb=ActivityVerb.SAW_AS, label=person.email, object_key=f"user:{person.pk}", request=request
    )
    record_activity(user=person, verb=ActivityVerb.SEEN_BY, label=staff.name, object_key=f"user:{staff.pk}")
