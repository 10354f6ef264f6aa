"""The waitlist of a full batch."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from classroom.errors import BatchClosed, BatchFull, JoinRefused, SeatGone, SeatsLeft
from classroom.models import BatchMember, Joining, JoinSource, WaitlistEntry
from classroom.services.batches import archive_batch, change_batch
from classroom.services.joining import join_by_oneself, leave_batch
from classroom.services.seats import CLAIM
from classroom.services.waiting import claim_seat, expire_claims, stop_waiting, wait_for_seat
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch, make_plan, seat
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch(seats=1))


batch = own("batch")


@pytest.fixture
def inside(batch):
    """Whoever has the one seat."""
    return seat(batch).user


def queue(batch, number: int = 2) -> list:
    """So many people who wait, the first one first."""
    people = [UserFactory() for _place in range(number)]
    for place, person in enumerate(people):
        wait_for_seat(user=person, batch=batch, now=timezone.now() + timedelta(seconds=place))
    return people


def kept_for(batch) -> list:
    entries = WaitlistEntry.objects.filter(batch=batch, offered_at__isnull=False, ended_at=None)
    return [entry.user for entry in entries]


def taken(batch) -> int:
    batch.stock.refresh_from_db()
    return batch.stock.taken


def test_nobody_waits_where_seats_are_left(batch):
    with pytest.raises(SeatsLeft):
        wait_for_seat(user=UserFactory(), batch=batch)


def test_waiting_twice_keeps_the_place_and_a_member_does_not_wait(batch, inside):
    first, _second = queue(batch)
    entry = WaitlistEntry.objects.get(user=first)
    assert wait_for_seat(user=first, batch=batch) == entry
    assert wait_for_seat(user=inside, batch=batch) is None
    assert WaitlistEntry.objects.count() == 2


def test_waiting_is_open_to_those_alone_who_might_join(batch, inside):
    archive_batch(batch=batch)
    with pytest.raises(BatchClosed):
        wait_for_seat(user=UserFactory(), batch=batch)
    for joining in (Joining.CODE, Joining.STAFF):
        other = make_batch(seats=1, joining=joining)
        seat(other)
        with pytest.raises(JoinRefused):
            wait_for_seat(user=UserFactory(), batch=other, code="")
    coded = make_batch(seats=1, joining=Joining.CODE)
    seat(coded)
    assert wait_for_seat(user=UserFactory(), batch=coded, code=coded.join_code.lower())


def test_freed_seat_is_kept_for_the_first_and_nobody_comes_between(batch, inside):
    first, _second = queue(batch)
    leave_batch(user=inside, batch=batch)
    assert (kept_for(batch), taken(batch)) == ([first], 1)
    with pytest.raises(BatchFull):
        join_by_oneself(user=UserFactory(), batch=batch)


def test_whoever_was_paid_late_comes_before_all_others(batch, inside):
    _first, second = queue(batch)
    WaitlistEntry.objects.filter(user=second).update(is_first=True)
    leave_batch(user=inside, batch=batch)
    assert kept_for(batch) == [second]


@pytest.mark.parametrize("take", [claim_seat, join_by_oneself])
def test_kept_seat_is_taken(batch, inside, take):
    first, _second = queue(batch)
    leave_batch(user=inside, batch=batch)
    member = take(user=first, batch=batch)
    assert (member.user, taken(batch), kept_for(batch)) == (first, 1, [])
    assert member.source == (JoinSource.WAITLIST if take is claim_seat else JoinSource.ANYBODY)
    assert WaitlistEntry.objects.filter(ended_at=None).count() == 1


def test_seat_of_another_or_one_that_was_handed_on_cannot_be_taken(batch, inside):
    first, second = queue(batch)
    leave_batch(user=inside, batch=batch)
    with pytest.raises(SeatGone):
        claim_seat(user=second, batch=batch)
    with time_machine.travel(timezone.now() + CLAIM), pytest.raises(SeatGone):
        claim_seat(user=first, batch=batch)
    assert BatchMember.objects.filter(left_at=None).count() == 0


def test_seat_that_nobody_takes_goes_to_the_next_and_at_last_to_everybody(batch, inside):
    first, second = queue(batch)
    leave_batch(user=inside, batch=batch)
    later = timezone.now() + CLAIM
    assert (expire_claims(now=later), kept_for(batch), taken(batch)) == (1, [second], 1)
    assert expire_claims(now=later) == 0
    assert (expire_claims(now=later + CLAIM), kept_for(batch), taken(batch)) == (1, [], 0)
    assert join_by_oneself(user=first, batch=batch)


def test_whoever_waits_no_more_lets_the_seat_go(batch, inside):
    first, second = queue(batch)
    leave_batch(user=inside, batch=batch)
    for _twice in range(2):
        stop_waiting(user=first, batch=batch)
    assert (kept_for(batch), taken(batch)) == ([second], 1)


def test_more_seats_are_for_those_who_wait(batch, inside):
    people = queue(batch, 3)
    change_batch(batch=batch, plan=make_plan(seats=3))
    assert (kept_for(batch), taken(batch)) == (people[:2], 3)


def test_nobody_is_offered_a_seat_of_an_archived_batch(batch, inside):
    queue(batch)
    archive_batch(batch=batch)
    leave_batch(user=inside, batch=batch)
    assert (kept_for(batch), taken(batch)) == ([], 0)


def test_mail_says_until_when_the_seat_is_kept(batch, inside, django_capture_on_commit_callbacks):
    person = UserFactory(language="id", timezone="Asia/Jayapura")
    wait_for_seat(user=person, batch=batch)
    with time_machine.travel("2036-05-01T10:00:00Z", tick=False), django_capture_on_commit_callbacks(execute=True):
        change_batch(batch=batch, plan=make_plan(seats=2))
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert "2 Mei 2036" in sent.body
    assert "19.00" in sent.body or "19:00" in sent.body
    assert f"/batches/{batch.pk}/" in sent.body
