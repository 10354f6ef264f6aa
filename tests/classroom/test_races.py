"""Many at once: the last seat has one owner, and nobody is in a batch twice."""

import threading

from classroom.errors import BatchFull
from classroom.models import BatchMember, JoinSource, WaitlistEntry
from classroom.services.joining import join_batch, leave_batch
from classroom.services.waiting import wait_for_seat
from lms_site.models import Stock
from tests.factories.accounts import UserFactory, make_people
from tests.factories.classroom import make_batch
from tests.factories.crowds import seat_people
from tests.threads import RACES, all_at_once

pytestmark = RACES
MANY = 40


def join(batch):
    return lambda person: join_batch(user=person, batch=batch, source=JoinSource.ANYBODY)


def test_last_seat_has_one_owner_whatever_the_load():
    batch, people = make_batch(seats=1), make_people(MANY)
    results = all_at_once(join(batch), people)
    assert sum(isinstance(result, BatchMember) for result in results) == 1
    assert sum(isinstance(result, BatchFull) for result in results) == MANY - 1
    assert (Stock.objects.get(pk=batch.stock_id).taken, BatchMember.objects.count()) == (1, 1)


def test_control_seat_by_check_then_take_is_oversold():
    batch, looked, joined = make_batch(seats=1), threading.Barrier(8), []

    def naive(_number):
        if Stock.objects.get(pk=batch.stock_id).left:
            looked.wait(timeout=30)
            joined.append(1)

    all_at_once(naive, range(8))
    assert len(joined) == 8


def test_one_person_in_many_tabs_takes_one_seat():
    batch, person = make_batch(seats=5), UserFactory()
    results = all_at_once(join(batch), [person] * 12)
    assert {result.pk for result in results} == {BatchMember.objects.get().pk}
    assert Stock.objects.get(pk=batch.stock_id).taken == 1


def test_leaving_and_joining_at_once_never_lose_a_seat():
    batch = make_batch(seats=6)
    inside = [member.user for member in seat_people(batch, 6)]
    waiting, new = make_people(3), make_people(6)
    for person in waiting:
        wait_for_seat(user=person, batch=batch)

    def come_or_go(person):
        if person in inside:
            return leave_batch(user=person, batch=batch)
        return join_batch(user=person, batch=batch, source=JoinSource.ANYBODY)

    all_at_once(come_or_go, inside + new)
    seated = BatchMember.objects.filter(left_at=None).count()
    kept = WaitlistEntry.objects.filter(ended_at=None, offered_at__isnull=False).count()
    assert kept == 3
    assert Stock.objects.get(pk=batch.stock_id).taken == seated + kept <= 6
