"""The batch that an address names, for those who may know of it or do something with it."""

from django.utils import timezone
from rest_framework.exceptions import NotFound, PermissionDenied

from classroom.models import CourseBatch
from classroom.queries.batches import batch_known_to

TAG = "Classroom"


def find_batch(user, pk: int) -> CourseBatch:
    """A batch that `user` may know of; raises NotFound."""
    found = batch_known_to(user, pk, timezone.now())
    if found is None:
        raise NotFound
    return found


def batch_for(user, pk: int, permission: str) -> CourseBatch:
    """The same, for those with the permission; raises PermissionDenied."""
    found = find_batch(user, pk)
    if not user.has_perm(permission, found):
        raise PermissionDenied
    return found
