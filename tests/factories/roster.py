"""Lists of people, batches that are full, and those who teach them."""

from accounts.models import User
from classroom.models import BatchTeacher, CourseBatch, RosterImport, TeacherRole
from classroom.services.roster_import import keep_list
from classroom.services.waiting import wait_for_seat
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.classroom import make_batch, seat


def teacher_of(batch: CourseBatch) -> User:
    """The first teacher of the batch."""
    return batch.teachers.get(role=TeacherRole.TEACHER).user


def assistant_of(batch: CourseBatch) -> User:
    """Somebody new who helps in the batch."""
    assistant = InstructorFactory()
    BatchTeacher.objects.create(batch=batch, user=assistant, role=TeacherRole.ASSISTANT)
    return assistant


def make_full_batch(waiting: int = 0, **plan) -> CourseBatch:
    """A batch of one seat that is taken, and people who wait."""
    batch = make_batch(seats=1, **plan)
    seat(batch)
    for person in UserFactory.create_batch(waiting):
        wait_for_seat(user=person, batch=batch)
    return batch


def csv_of(*rows: str, header: str = "email,name") -> bytes:
    """A file of these rows."""
    return "\r\n".join([header, *rows]).encode()


def make_list(batch: CourseBatch, *rows: str) -> RosterImport:
    """A list that its teacher has uploaded."""
    return keep_list(batch=batch, content=csv_of(*rows), filename="people.csv", by=teacher_of(batch))
