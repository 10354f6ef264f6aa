"""Permissions of the classroom as predicates; `user.has_perm("classroom.…", batch)` asks them."""

import rules

from catalog.rules import moderates
from classroom.models import BatchMember, BatchTeacher


@rules.predicate
def teaches_batch(user, batch) -> bool:
    """Teachers and assistants."""
    return user.is_authenticated and BatchTeacher.objects.filter(batch=batch, user=user).exists()


@rules.predicate
def learns_in_batch(user, batch) -> bool:
    return user.is_authenticated and BatchMember.objects.filter(batch=batch, user=user, left_at=None).exists()


rules.add_perm("classroom.view_batch", teaches_batch | learns_in_batch | moderates)
