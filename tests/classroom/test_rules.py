"""Who may see the people of a batch."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from classroom.models import TeacherRole
from classroom.queries.batches import batch_known_to
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


def test_teachers_run_a_batch_and_assistants_help():
    batch, assistant = make_batch(), UserFactory()
    batch.teachers.create(user=assistant, role=TeacherRole.ASSISTANT)
    teacher, learner = batch.teachers.first().user, seat(batch).user
    asked = ("classroom.assist_batch", "classroom.run_batch")
    rights = {
        teacher: (True, True),
        assistant: (True, False),
        ModeratorFactory(): (True, True),
        learner: (False, False),
        InstructorFactory(): (False, False),
    }
    for person, expected in rights.items():
        assert tuple(person.has_perm(name, batch) for name in asked) == expected


def test_batch_read_for_somebody_answers_without_a_query_and_for_others_anew(django_assert_num_queries):
    batch, moderator = make_batch(), ModeratorFactory()
    learner, teacher = seat(batch).user, batch.teachers.get().user
    for person, expected in ((learner, (True, False)), (teacher, (True, True)), (moderator, (True, True))):
        person.has_perm("classroom.view_batch", batch)  # reads the person's role
        read = batch_known_to(person, batch.pk, timezone.now())
        with django_assert_num_queries(0):
            answers = tuple(person.has_perm(f"classroom.{verb}_batch", read) for verb in ("view", "run"))
        assert answers == expected
    assert not may(UserFactory(), batch_known_to(learner, batch.pk, timezone.now()))
