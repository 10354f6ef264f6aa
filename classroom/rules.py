"""Permissions of the classroom as predicates; `user.has_perm("classroom.…", batch)` asks them.

Teachers run a batch; assistants help in it, which is all but its dates, seats, people and end.
"""

import rules

from catalog.models import CourseTeam
from catalog.rules import can_write_course, moderates, writes_courses
from classroom.models import BatchMember, BatchTeacher, TeacherRole


@rules.predicate
def teaches_batch(user, batch) -> bool:
    """Teachers and assistants."""
    return bool(role_in(user, batch))


@rules.predicate
def leads_batch(user, batch) -> bool:
    return role_in(user, batch) == TeacherRole.TEACHER


@rules.predicate
def learns_in_batch(user, batch) -> bool:
    if not user.is_authenticated:
        return False
    if _was_read_for(user, batch):
        return batch.is_member
    return BatchMember.objects.filter(batch=batch, user=user, left_at=None).exists()


@rules.predicate
def teaches_somewhere(user) -> bool:
    return user.is_authenticated and BatchTeacher.objects.filter(user=user).exists()


@rules.predicate
def writes_its_course(user, batch) -> bool:
    """Whether `user` is in the team of the course that the batch learns."""
    if not user.is_authenticated:
        return False
    return CourseTeam.objects.filter(course__translation_key=batch.course_key, group__user=user).exists()


def role_in(user, batch) -> str:
    """`teacher`, `assistant`, or "" for others. No query for a batch that was read for this person."""
    if not user.is_authenticated:
        return ""
    if _was_read_for(user, batch):
        return batch.teacher_role
    return BatchTeacher.objects.filter(batch=batch, user=user).values_list("role", flat=True).first() or ""


def _was_read_for(user, batch) -> bool:
    """Whether `batch` came from `batches_known_to(user)`, which asks for all of this at once."""
    return getattr(batch, "read_for", None) == user.pk


rules.add_perm("classroom.view_batch", teaches_batch | learns_in_batch | moderates)
rules.add_perm("classroom.assist_batch", teaches_batch | moderates)
rules.add_perm("classroom.run_batch", leads_batch | moderates)
# Of a course: who may write it makes its batches.
rules.add_perm("classroom.add_batch", can_write_course)
rules.add_perm("classroom.copy_batch", moderates | (leads_batch & writes_its_course))
# For pages of teaching that are of no batch.
rules.add_perm("classroom.teach", writes_courses | teaches_somewhere)
rules.add_perm("classroom.oversee_batches", moderates)
