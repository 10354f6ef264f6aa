"""Other batches of a course."""

from datetime import datetime

from django.db.models import Q, QuerySet

from catalog.rules import moderates
from classroom.models import CourseBatch, TeacherRole

from .batches import batches_known_to


def batches_to_move_to(batch: CourseBatch, user, now: datetime) -> QuerySet[CourseBatch]:
    """Batches of the same course that are not over and that `user` runs, the latest to begin first."""
    others = batches_known_to(user, now).filter(course_key=batch.course_key, archived_at=None)
    others = others.filter(ends_on__gte=now.date()).exclude(pk=batch.pk)
    return others if moderates(user) else others.filter(Q(teacher_role=TeacherRole.TEACHER))
