"""Who may see the people of a batch."""

import pytest
from django.contrib.auth.models import AnonymousUser

from classroom.models import TeacherRole
from classroom.services.joining import leave_batch
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.classroom import make_batch, seat

pytestmark = pytest.mark.django_db


def may(user, batch) -> bool:
    return user.has_perm("classroom.view_batch", batch)


def test_those_who_are_in_it_teach_it_or_moderate_see_it():
    batch, assistant = make_batch(), UserFactory()
    batch.teachers.create(user=assistant, role=TeacherRole.ASSISTANT)
    inside = [seat(batch).user, assistant, batch.teachers.first().user, ModeratorFactory(), AdminFactory()]
    assert [may(person, batch) for person in inside] == [True] * 5
    other = make_batch()
    outside = [AnonymousUser(), UserFactory(), InstructorFactory(), seat(other).user]
    assert [may(person, batch) for person in outside] == [False] * 4


def test_whoever_has_left_sees_it_no_more():
    batch = make_batch()
    member = seat(batch)
    leave_batch(user=member.user, batch=batch)
    assert not may(member.user, batch)
