"""Who teaches a batch: teachers run it, assistants help. One teacher stays at least."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.models.user import normalise_email
from classroom.errors import LastTeacher, TeacherUnknown
from classroom.events import SessionChanged
from classroom.models import BatchTeacher, CourseBatch, LiveSession, TeacherRole, WeeklySlot
from lms_site.events import publish

from .locking import lock_open_batch
from .sessions import alter


def person_with(email: str) -> User:
    """The active account of that address, however it is written. Raises TeacherUnknown."""
    person = User.objects.filter(email=normalise_email(email), is_active=True).first()
    if person is None:
        raise TeacherUnknown
    return person


@transaction.atomic
def add_teacher(*, batch: CourseBatch, user: User, role: str = TeacherRole.TEACHER) -> BatchTeacher:
    """Let `user` teach the batch; who does so already gets the role. Raises LastTeacher, BatchArchived."""
    batch = lock_open_batch(batch.pk)
    row, is_new = BatchTeacher.objects.get_or_create(batch=batch, user=user, defaults={"role": role})
    return row if is_new else _give_role(row, role)


@transaction.atomic
def change_role(*, batch: CourseBatch, user: User, role: str) -> BatchTeacher:
    """Make a teacher an assistant or the other way round. Raises LastTeacher, BatchArchived, TeacherUnknown."""
    batch = lock_open_batch(batch.pk)
    row = BatchTeacher.objects.filter(batch=batch, user=user).first()
    if row is None:
        raise TeacherUnknown
    return _give_role(row, role)


@transaction.atomic
def remove_teacher(*, batch: CourseBatch, user: User, now: datetime | None = None) -> int:
    """Let somebody teach the batch no more; twice is doing it once. Raises LastTeacher, BatchArchived.

    What they were to hold is held by the teacher who has been there longest. Returns how many sessions that are.
    """
    batch = lock_open_batch(batch.pk)
    row = BatchTeacher.objects.filter(batch=batch, user=user).first()
    if row is None:
        return 0
    heir = _other_teachers(row).select_related("user").first()
    if heir is None:
        raise LastTeacher
    row.delete()
    WeeklySlot.objects.filter(batch=batch, host=user).update(host=heir.user)
    return _hand_on(batch, user, heir.user, now or timezone.now())


def sessions_to_hold(batch: CourseBatch, user: User, now: datetime):
    """The sessions of the batch that `user` is to hold from `now` on."""
    return LiveSession.objects.filter(batch=batch, host=user, cancelled_at=None, ends_at__gt=now)


def _hand_on(batch: CourseBatch, user: User, heir: User, now: datetime) -> int:
    sessions = list(sessions_to_hold(batch, user, now).select_for_update())
    for session in sessions:
        alter(session, {"host": heir}, now)
        session.save()
        publish(SessionChanged(session_id=session.pk))
    return len(sessions)


def _give_role(row: BatchTeacher, role: str) -> BatchTeacher:
    if row.role == TeacherRole.TEACHER and role != TeacherRole.TEACHER and not _other_teachers(row).exists():
        raise LastTeacher
    row.role = role
    row.save(update_fields=["role"])
    return row


def _other_teachers(row: BatchTeacher):
    return BatchTeacher.objects.filter(batch=row.batch_id, role=TeacherRole.TEACHER).exclude(pk=row.pk)
