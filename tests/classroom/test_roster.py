"""Moving, removing, putting back, seating those who wait."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from catalog.models import Enrollment, Grant
from catalog.services.completion import complete_lesson
from classroom.errors import (
    BatchArchived,
    BatchFull,
    MoveRefused,
    NotRemoved,
    ReasonMissing,
    TooFewSeats,
)
from classroom.models import BatchMember, JoinSource, WaitlistEntry
from classroom.queries.places import place_of
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch, remove_member
from classroom.services.roster import give_seats, move_members, put_back, put_first, remove_members
from classroom.services.waiting import wait_for_seat
from lms_site.models import OutgoingMail, Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import lessons_of, make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.roster import make_full_batch, teacher_of
from tests.sharing import own

pytestmark = pytest.mark.django_db


def taken(batch) -> int:
    return Stock.objects.get(pk=batch.stock_id).taken


def valid_grants(person) -> list[str]:
    grants = Grant.objects.valid_at(timezone.now() + timedelta(seconds=1))
    return sorted(grants.filter(enrollment__user=person).values_list("reference", flat=True))


def move(batch, members, to):
    return move_members(batch=batch, members=[member.pk for member in members], to=to, by=teacher_of(batch))


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(lessons=2))


course = own("course")


def test_moving_keeps_progress_and_anchors_the_modules_anew(course):
    later = timezone.now().date() + timedelta(days=14)
    first = make_batch(course, seats=5)
    second = make_batch(course, seats=5, starts_on=later, ends_on=later + timedelta(days=9))
    member = seat(first)
    complete_lesson(user=member.user, lesson=lessons_of(course)[0])
    place = move(first, [member], second)[0]
    run = Enrollment.objects.get(user=member.user)
    assert (run.completed_count, run.drip_from) == (1, second.begins_at)
    assert valid_grants(member.user) == [f"{second.pk}:{member.user_id}"]
    assert (taken(first), taken(second), place.batch_id, place.left_at) == (0, 1, second.pk, None)
    member.refresh_from_db()
    assert (member.moved_to, bool(member.left_at)) == (place, True)


def test_moving_is_for_all_or_nobody(course):
    first, second = make_batch(course), make_batch(course, seats=1)
    members = [seat(first), seat(first)]
    with pytest.raises(TooFewSeats, match="2 seats are needed, and 1 are left"):
        move(first, members, second)
    assert (taken(first), taken(second), BatchMember.objects.filter(left_at=None).count()) == (2, 0, 2)


def test_paid_place_is_found_again_wherever_it_was_moved(course):
    batches = [make_batch(course) for _batch in range(3)]
    member = seat(batches[0], source=JoinSource.PURCHASE)
    user = {"user_id": member.user_id}
    place = move(batches[0], [member], batches[1])[0]
    place = move(batches[1], [place], batches[2])[0]
    assert (place_of(batch_id=batches[0].pk, **user), place.source) == (place, JoinSource.PURCHASE)
    remove_member(member=place, by=None, reason="")
    assert place_of(batch_id=batches[0].pk, **user) is None
    assert valid_grants(member.user) == []


def test_moved_back_and_forth_one_place_is_open(course):
    first, second = make_batch(course), make_batch(course)
    member = seat(first)
    for here, there in ((first, second), (second, first), (first, second)):
        member = move(here, [member], there)[0]
    assert BatchMember.objects.get(left_at=None) == member == place_of(batch_id=first.pk, user_id=member.user_id)


def test_seat_that_a_moved_person_leaves_goes_to_whoever_waits(course):
    batch, other = make_full_batch(waiting=1), make_batch(course)
    other.course_key = batch.course_key
    other.save()
    move(batch, [batch.members.get()], other)
    assert WaitlistEntry.objects.get().claim_until
    assert taken(batch) == 1


def test_moving_elsewhere_or_twice_is_refused(course):
    first, second = make_batch(course), make_batch(course)
    member = seat(first)
    for to in (make_batch(), first):
        with pytest.raises(MoveRefused):
            move(first, [member], to)
    seat(second, member.user)
    with pytest.raises(MoveRefused, match="in the other batch already"):
        move(first, [member], second)
    archive_batch(batch=second)
    with pytest.raises(BatchArchived):
        move(first, [seat(first)], second)


def test_removing_tells_the_person_why(django_capture_on_commit_callbacks):
    batch, person = make_batch(seats=2), UserFactory(display_name="Dewi")
    member, stays = seat(batch, person), seat(batch)
    teacher = teacher_of(batch)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_members(batch=batch, members=[member.pk], by=teacher, reason=" Moved \n away. ") == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_members(batch=batch, members=[member.pk], by=teacher, reason="Again") == 0
    mail = OutgoingMail.objects.get(key__startswith="removed:")
    assert (mail.to, mail.reply_to) == ([person.email], [teacher.email])
    member.refresh_from_db()
    assert (member.reason, member.removed_by, taken(batch)) == ("Moved away.", teacher, 1)
    assert batch.members.get(left_at=None) == stays
    with pytest.raises(ReasonMissing):
        remove_members(batch=batch, members=[stays.pk], by=teacher, reason=" ")


def test_seats_of_many_go_to_those_who_wait_and_the_others_are_free():
    batch = make_full_batch(waiting=2)
    Stock.objects.filter(pk=batch.stock_id).update(capacity=4)
    members = [batch.members.get(), *(seat(batch) for _place in range(3))]
    remove_members(batch=batch, members=[member.pk for member in members], by=teacher_of(batch), reason="Over")
    assert (taken(batch), batch.waitlist.filter(claim_until__isnull=False).count()) == (2, 2)
    assert valid_grants(members[0].user) == []


@pytest.mark.parametrize("number", [1, 20])
def test_acts_take_the_same_queries_for_many(course, number, django_assert_num_queries):
    first, second = make_batch(course), make_batch(course)
    people = [member.pk for member in seat_people(first, number * 2)]
    teacher = teacher_of(first)
    with django_assert_num_queries(32):
        move_members(batch=first, members=people[:number], to=second, by=teacher)
    with django_assert_num_queries(15):
        remove_members(batch=first, members=people[number:], by=teacher, reason="Over")


def test_put_back_takes_the_seat_again_as_it_was():
    batch = make_batch(seats=1)
    member = seat(batch, source=JoinSource.PURCHASE)
    remove_members(batch=batch, members=[member.pk], by=teacher_of(batch), reason="By mistake")
    for _twice in range(2):
        member = put_back(member=member, by=teacher_of(batch))
    assert (member.source, member.reason, member.removed_by, taken(batch)) == (JoinSource.PURCHASE, "", None, 1)
    assert valid_grants(member.user)


def test_put_back_says_where_it_cannot_be():
    batch = make_batch(seats=1)
    member = seat(batch)
    remove_members(batch=batch, members=[member.pk], by=teacher_of(batch), reason="By mistake")
    other = seat(batch)
    with pytest.raises(BatchFull):
        put_back(member=member, by=teacher_of(batch))
    leave_batch(user=other.user, batch=batch)
    other.refresh_from_db()
    with pytest.raises(NotRemoved):
        put_back(member=other, by=teacher_of(batch))


def test_seats_are_given_in_the_order_of_the_list_as_far_as_they_go():
    batch = make_full_batch(waiting=3)
    Stock.objects.filter(pk=batch.stock_id).update(capacity=3)
    entries = list(batch.waitlist.all())
    put_first(entry=entries[2])
    seated = give_seats(batch=batch, entries=[entry.pk for entry in entries], by=teacher_of(batch))
    assert [member.user_id for member in seated] == [entries[2].user_id, entries[0].user_id]
    assert (taken(batch), WaitlistEntry.objects.get(ended_at=None)) == (3, entries[1])
    with pytest.raises(BatchFull):
        give_seats(batch=batch, entries=[entries[1].pk], by=teacher_of(batch))
    assert not WaitlistEntry.objects.get(pk=entries[1].pk).ended_at


def test_kept_seat_is_given_without_taking_another():
    batch = make_full_batch(waiting=1)
    leave_batch(user=batch.members.get().user, batch=batch)
    give_seats(batch=batch, entries=[batch.waitlist.get().pk], by=teacher_of(batch))
    assert (taken(batch), batch.members.filter(left_at=None).count()) == (1, 1)


def test_nothing_of_an_archived_batch_changes():
    batch = make_full_batch(waiting=1)
    teacher, member, entry = teacher_of(batch), batch.members.get(), batch.waitlist.get()
    archive_batch(batch=batch)
    for work in (
        lambda: remove_members(batch=batch, members=[member.pk], by=teacher, reason="x"),
        lambda: put_back(member=member, by=teacher),
        lambda: give_seats(batch=batch, entries=[entry.pk], by=teacher),
        lambda: put_first(entry=entry),
    ):
        with pytest.raises(BatchArchived):
            work()


def test_mails_tell_of_moves_and_places(course, mailoutbox, django_capture_on_commit_callbacks):
    first, second = make_batch(course, name="Mondays"), make_batch(course, name="Tuesdays", seats=1)
    member, waits = seat(first), UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        move(first, [member], second)
    assert "from “Mondays” to “Tuesdays”" in mailoutbox[-1].body
    wait_for_seat(user=waits, batch=second)
    Stock.objects.filter(pk=second.stock_id).update(capacity=2)
    with django_capture_on_commit_callbacks(execute=True):
        give_seats(batch=second, entries=[second.waitlist.get().pk], by=teacher_of(second))
    placed = [mail for mail in mailoutbox if mail.subject == "You are in “Tuesdays”"]
    assert [mail.to for mail in placed] == [[waits.email]]
    assert "has put you into “Tuesdays”" in placed[0].body
    assert "password" not in placed[0].body
