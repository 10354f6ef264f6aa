"""Who teaches a batch, and what becomes of what they hold."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.errors import BatchArchived, LastTeacher, TeacherUnknown
from classroom.models import BatchTeacher, LiveSession, RoomState, TeacherRole
from classroom.services.batches import archive_batch
from classroom.services.sessions import cancel_session
from classroom.services.slots import set_slots
from classroom.services.teachers import add_teacher, change_role, person_with, remove_teacher
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.batch_making import make_assistant, make_slot_plan
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch
from tests.factories.sessions import make_session
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def roles(batch) -> list[str]:
    return [row.role for row in batch.teachers.order_by("pk")]


def test_people_are_found_by_their_address_in_any_spelling():
    person = UserFactory(email="sari@example.com")
    assert person_with("  SARI@Example.com ") == person
    UserFactory(email="gone@example.com", is_active=False)
    for unknown in ("", "nobody@example.com", "gone@example.com"):
        with pytest.raises(TeacherUnknown):
            person_with(unknown)


def test_adding_twice_is_adding_once_and_another_role_counts(course):
    batch, person = make_batch(course), InstructorFactory()
    for _twice in range(2):
        add_teacher(batch=batch, user=person, role=TeacherRole.ASSISTANT)
    assert roles(batch) == ["teacher", "assistant"]
    add_teacher(batch=batch, user=person)
    assert roles(batch) == ["teacher", "teacher"]


def test_one_teacher_stays(course):
    batch = make_batch(course)
    make_assistant(batch)
    only = batch.teachers.get(role=TeacherRole.TEACHER).user
    for act in (
        lambda: remove_teacher(batch=batch, user=only),
        lambda: change_role(batch=batch, user=only, role=TeacherRole.ASSISTANT),
        lambda: add_teacher(batch=batch, user=only, role=TeacherRole.ASSISTANT),
    ):
        with pytest.raises(LastTeacher):
            act()
    assert roles(batch) == ["teacher", "assistant"]


def test_role_of_somebody_who_does_not_teach_here_cannot_be_changed(course):
    with pytest.raises(TeacherUnknown):
        change_role(batch=make_batch(course), user=InstructorFactory(), role=TeacherRole.TEACHER)


def test_what_somebody_was_to_hold_is_held_by_a_teacher_who_stays(course):
    batch, leaving = make_batch(course), InstructorFactory()
    staying = batch.teachers.get().user
    add_teacher(batch=batch, user=leaving)
    set_slots(batch=batch, slots=[make_slot_plan(host=leaving)])
    coming, cancelled, past = (make_session(batch, host=leaving) for _number in range(3))
    cancel_session(session=cancelled)
    gone = timezone.now() - timedelta(days=1)
    LiveSession.objects.filter(pk=past.pk).update(starts_at=gone, ends_at=gone + timedelta(hours=1))
    LiveSession.objects.filter(pk=coming.pk).update(state=RoomState.READY)
    assert remove_teacher(batch=batch, user=leaving) == 1
    assert remove_teacher(batch=batch, user=leaving) == 0
    for session in (coming, cancelled, past):
        session.refresh_from_db()
    assert (coming.host, coming.revision, coming.state) == (staying, 1, RoomState.PENDING)
    assert (cancelled.host, past.host) == (leaving, leaving)
    assert batch.slots.get().host == staying


def test_archived_batch_keeps_those_who_taught_it(course):
    batch = make_batch(course)
    archive_batch(batch=batch)
    for act in (add_teacher, change_role):
        with pytest.raises(BatchArchived):
            act(batch=batch, user=InstructorFactory(), role=TeacherRole.TEACHER)
    with pytest.raises(BatchArchived):
        remove_teacher(batch=batch, user=batch.teachers.get().user)
    assert BatchTeacher.objects.count() == 1
