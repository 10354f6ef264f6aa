"""The seats of an account that is deleted."""

import pytest

from classroom.models import BatchMember, WaitlistEntry
from classroom.services.joining import leave_batch
from classroom.services.waiting import wait_for_seat
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch, seat

pytestmark = pytest.mark.django_db


def taken(batch) -> int:
    batch.stock.refresh_from_db()
    return batch.stock.taken


def test_seat_of_a_deleted_account_is_free_again():
    batch, other = make_batch(seats=2), make_batch(seats=None)
    user = seat(batch).user
    seat(batch)
    seat(other, user=user)
    user.delete()
    assert (taken(batch), taken(other)) == (1, 0)
    assert BatchMember.objects.count() == 1


def test_seat_of_a_deleted_account_goes_to_whoever_waits():
    batch = make_batch(seats=1)
    user, waits = seat(batch).user, UserFactory()
    wait_for_seat(user=waits, batch=batch)
    user.delete()
    assert taken(batch) == 1
    assert WaitlistEntry.objects.get(user=waits).offered_at is not None


def test_seat_kept_for_a_deleted_account_goes_to_the_next_who_waits():
    batch = make_batch(seats=1)
    inside, first, second = seat(batch).user, UserFactory(), UserFactory()
    for person in (first, second):
        wait_for_seat(user=person, batch=batch)
    leave_batch(user=inside, batch=batch)
    first.delete()
    assert taken(batch) == 1
    assert WaitlistEntry.objects.get(ended_at=None, offered_at__isnull=False).user == second


def test_deleting_an_account_that_has_left_gives_nothing_back():
    batch = make_batch(seats=2)
    user = seat(batch).user
    seat(batch)
    leave_batch(user=user, batch=batch)
    user.delete()
    assert taken(batch) == 1


def test_event_of_a_deleted_account_is_delivered(django_capture_on_commit_callbacks):
    batch = make_batch(seats=1)
    user = seat(batch).user
    with django_capture_on_commit_callbacks(execute=True):
        user.delete()
    assert taken(batch) == 0
