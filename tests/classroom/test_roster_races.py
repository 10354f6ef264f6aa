"""Lists, moves and buyers at the same moment: seats are never oversold, nobody is put in twice."""

import threading

from accounts.models import User
from classroom.errors import TooFewSeats
from classroom.models import BatchMember, ImportState, JoinSource, RosterImport
from classroom.services.joining import join_batch
from classroom.services.roster import move_members
from classroom.services.roster_import import add_person, confirm_import, run_import
from lms_site.models import OutboxEvent, Stock
from tests.factories.accounts import make_people
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch
from tests.factories.crowds import seat_people
from tests.factories.roster import make_list, teacher_of
from tests.threads import RACES, all_at_once

pytestmark = RACES


def taken(batch) -> int:
    return Stock.objects.get(pk=batch.stock_id).taken


def seated(batch) -> int:
    return batch.members.filter(left_at=None).count()


def queued(batch, *rows: str) -> RosterImport:
    found = make_list(batch, *rows)
    RosterImport.objects.filter(pk=found.pk).update(state=ImportState.QUEUED)
    return found


def test_list_and_buyers_share_the_seats_that_there_are():
    batch, buyers = make_batch(seats=10), make_people(8)
    found = queued(batch, *(f"p{number}@example.com," for number in range(6)))

    def work(who):
        if isinstance(who, RosterImport):
            return run_import(import_id=who.pk)
        return join_batch(user=who, batch=batch, source=JoinSource.ANYBODY)

    all_at_once(work, [found, *buyers])
    state = RosterImport.objects.get().state
    put_in = User.objects.filter(email__startswith="p", email__endswith="@example.com", password__startswith="!")
    assert put_in.count() == (6 if state == ImportState.DONE else 0)
    assert taken(batch) == seated(batch) <= 10


def test_control_group_by_look_then_take_is_oversold():
    batch, looked, sat = make_batch(seats=3), threading.Barrier(2), []

    def naive(number):
        if Stock.objects.get(pk=batch.stock_id).left >= number:
            looked.wait(timeout=30)
            sat.append(number)

    all_at_once(naive, [3, 3])
    assert sum(sat) == 6


def test_same_list_confirmed_and_run_many_times_at_once_has_one_effect():
    batch = make_batch(seats=20)
    found = make_list(batch, *(f"p{number}@example.com," for number in range(5)))
    all_at_once(lambda _number: confirm_import(roster_import=found), range(6))
    assert OutboxEvent.objects.filter(name="classroom.events.RosterImportConfirmed").count() == 1
    RosterImport.objects.update(state=ImportState.QUEUED)
    all_at_once(lambda _number: run_import(import_id=found.pk), range(6))
    assert (seated(batch), taken(batch)) == (5, 5)
    assert RosterImport.objects.get().created_count in (5, 0)


def test_moves_both_ways_at_once_lose_nobody():
    course = make_course(modules=0)
    first, second = make_batch(course, seats=8), make_batch(course, seats=8)
    here, there = ([member.pk for member in seat_people(batch, 4)] for batch in (first, second))
    ways = [
        (first, here[:2], second),
        (second, there[:2], first),
        (first, here[2:], second),
        (second, there[2:], first),
    ]

    def move(way):
        batch, members, to = way
        return move_members(batch=batch, members=members, to=to, by=teacher_of(batch))

    results = all_at_once(move, ways)
    assert [len(result) for result in results] == [2, 2, 2, 2]
    assert (taken(first), taken(second)) == (seated(first), seated(second)) == (4, 4)


def test_moves_to_the_last_seats_are_all_or_nothing():
    course = make_course(modules=0)
    target, sources = make_batch(course, seats=3), [make_batch(course) for _batch in range(3)]
    groups = {batch: [member.pk for member in seat_people(batch, 2)] for batch in sources}

    def move(batch):
        return move_members(batch=batch, members=groups[batch], to=target, by=teacher_of(batch))

    results = all_at_once(move, sources)
    assert sorted(isinstance(result, TooFewSeats) for result in results) == [False, True, True]
    assert (taken(target), seated(target)) == (2, 2)
    assert BatchMember.objects.filter(left_at=None).count() == 6


def test_same_address_put_in_many_times_at_once_is_one_person():
    batch = make_batch(seats=5)
    teacher = teacher_of(batch)
    all_at_once(lambda _number: add_person(batch=batch, email="nia@example.com", by=teacher), range(8))
    assert (User.objects.filter(email="nia@example.com").count(), seated(batch), taken(batch)) == (1, 1, 1)
