"""A list of people is put in as a whole, or nobody is and the report says why."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import STUDENT
from accounts.services.inviting import invite_people
from accounts.services.users import create_user
from catalog.models import Enrollment, Grant
from classroom.errors import BatchArchived, PersonRefused, TooFewSeats
from classroom.models import BatchMember, ImportState, JoinSource, RosterImport
from classroom.services.batches import archive_batch
from classroom.services.roster_import import (
    add_person,
    confirm_import,
    errors_of,
    purge_imports,
    run_import,
)
from classroom.services.waiting import wait_for_seat
from lms_site.models import OutboxEvent, Stock
from tests.factories.accounts import UserFactory, make_people
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.roster import make_list, teacher_of
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def put_in(batch, *rows: str) -> RosterImport:
    """What became of a list of these rows, by the service that the task calls."""
    found = make_list(batch, *rows)
    RosterImport.objects.filter(pk=found.pk).update(state=ImportState.QUEUED)
    run_import(import_id=found.pk)
    found.refresh_from_db()
    return found


def told(kind: str) -> int:
    return OutboxEvent.objects.filter(name=f"classroom.events.{kind}").count()


def test_new_known_and_present_people_are_put_in_together(course):
    batch, known, left = make_batch(course, seats=9), UserFactory(), UserFactory()
    inside = seat(batch)
    Enrollment.objects.create(user=left, course_key=batch.course_key, is_active=False, completed_count=3)
    done = put_in(batch, "New@Example.com,Nia", f"{known.email.upper()},", f"{inside.user.email},X", f"{left.email},")
    assert (done.state, done.created_count, done.known_count, done.inside_count) == (ImportState.DONE, 1, 2, 1)
    assert (done.rows, done.errors, done.row_count) == ([], [], 4)
    members = batch.members.filter(left_at=None)
    assert set(members.exclude(pk=inside.pk).values_list("source", flat=True)) == {JoinSource.STAFF}
    assert (members.count(), Stock.objects.get(pk=batch.stock_id).taken) == (4, 4)
    runs = Enrollment.objects.filter(course_key=batch.course_key, is_active=True, user_id__in=members.values("user"))
    assert {run.drip_from for run in runs} == {batch.begins_at}
    assert runs.get(user=left).completed_count == 3
    references = {f"{batch.pk}:{member.user_id}" for member in members}
    assert set(Grant.objects.filter(source=Grant.Source.BATCH).values_list("reference", flat=True)) == references
    assert (told("BatchJoined"), told("MemberPlaced")) == (4, 3)


def test_account_made_for_somebody_is_like_any_other():
    single = create_user(email="one@example.com", display_name="One")
    made = invite_people(names={"two@example.com": "Two"}, language="id")[0]
    made = User.objects.get(pk=made.pk)
    assert (made.role, made.name, made.language, made.is_active) == (STUDENT, "Two", "id", True)
    assert not made.has_usable_password()
    for user in (single, made):
        assert (user.profile.is_public, user.emailaddress_set.get().verified) == (False, True)
        assert user.emailaddress_set.get().primary


def test_one_bad_row_and_nobody_is_put_in(course):
    batch = make_batch(course)
    off, teacher = UserFactory(is_active=False), teacher_of(batch)
    rows = ["good@example.com,", "no address,", ",Nobody", "GOOD@example.com,", f"{off.email},", f"{teacher.email},"]
    refused = put_in(batch, *rows, f"long@example.com,{'x' * 121}")
    found = [(row.line, row.code) for row in errors_of(refused)]
    assert found == [
        (3, "ROW_BAD_EMAIL"),
        (4, "ROW_NO_EMAIL"),
        (5, "ROW_DUPLICATE"),
        (6, "ROW_SWITCHED_OFF"),
        (7, "ROW_TEACHES"),
        (8, "ROW_LONG_NAME"),
    ]
    assert errors_of(refused)[2].reason == "The same address stands in line 2."
    assert refused.state == ImportState.REFUSED
    assert not BatchMember.objects.exists()
    assert not User.objects.filter(email="good@example.com").exists()


def test_too_few_seats_refuse_the_whole_with_numbers(course):
    batch = make_batch(course, seats=2)
    refused = put_in(batch, *(f"p{number}@example.com," for number in range(3)))
    assert refused.failure == "3 seats are needed, and 2 are left. Nobody was put in."
    assert not User.objects.filter(email="p0@example.com").exists()
    assert Stock.objects.get(pk=batch.stock_id).taken == 0


def test_whoever_waited_waits_no_more_and_has_the_kept_seat(course):
    batch = make_batch(course, seats=1)
    first, waits = seat(batch), UserFactory()
    wait_for_seat(user=waits, batch=batch)
    assert put_in(batch, f"{waits.email},").failure
    batch.waitlist.update(offered_at=timezone.now(), claim_until=timezone.now() + timedelta(hours=1))
    first.delete()
    assert put_in(batch, f"{waits.email},").state == ImportState.DONE
    assert (batch.waitlist.get().ended_at is not None, Stock.objects.get(pk=batch.stock_id).taken) == (True, 1)


def test_confirming_and_running_twice_is_doing_it_once(course):
    batch = make_batch(course)
    found = make_list(batch, "new@example.com,")
    for _twice in range(2):
        confirm_import(roster_import=found)
    assert told("RosterImportConfirmed") == 1
    for _twice in range(2):
        run_import(import_id=found.pk)
    assert (batch.members.count(), told("MemberPlaced")) == (1, 1)


def test_list_that_nobody_confirmed_is_not_put_in(course):
    found = make_list(make_batch(course), "new@example.com,")
    run_import(import_id=found.pk)
    assert not BatchMember.objects.exists()


def test_batch_that_was_archived_meanwhile_refuses(course):
    batch = make_batch(course)
    found = make_list(batch, "new@example.com,")
    RosterImport.objects.update(state=ImportState.QUEUED)
    archive_batch(batch=batch)
    run_import(import_id=found.pk)
    assert "in the archive" in RosterImport.objects.get().failure
    with pytest.raises(BatchArchived):
        make_list(batch, "new@example.com,")


def test_invited_people_set_a_password_by_the_link(client, mailoutbox, django_capture_on_commit_callbacks, course):
    batch = make_batch(course, name="Mondays")
    with django_capture_on_commit_callbacks(execute=True):
        confirm_import(roster_import=make_list(batch, "nia@example.com,Nia"))
    mail = next(mail for mail in mailoutbox if mail.subject == "You are in “Mondays”")
    assert mail.to == ["nia@example.com"]
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.body).group(1)
    page = client.get(link, follow=True)
    password = {"password1": "learn-by-doing", "password2": "learn-by-doing"}
    assert client.post(page.redirect_chain[-1][0], password).status_code == 302
    assert client.login(username="nia@example.com", password="learn-by-doing")


def test_one_person_is_put_in_by_address(course):
    batch, known = make_batch(course, seats=2), UserFactory()
    teacher = teacher_of(batch)
    assert add_person(batch=batch, email=f" {known.email.upper()}", by=teacher).user == known
    for _twice in range(2):
        assert add_person(batch=batch, email="nia@example.com", name=" Nia  A. ", by=teacher).user.name == "Nia A."
    with pytest.raises(TooFewSeats):
        add_person(batch=batch, email="other@example.com", by=teacher)
    with pytest.raises(PersonRefused, match="teaches the batch"):
        add_person(batch=batch, email=teacher.email, by=teacher)


def test_old_lists_are_deleted(course):
    batch, now = make_batch(course), timezone.now()
    ages = {ImportState.UPLOADED: 2, ImportState.DONE: 31, ImportState.REFUSED: 31, ImportState.QUEUED: 99}
    for state, days in ages.items():
        for old in (now - timedelta(days=days), now - timedelta(days=days - 1, minutes=-5)):
            RosterImport.objects.create(batch=batch, row_count=1, filename="x", state=state, created_at=old)
    assert purge_imports() == 3
    kept = RosterImport.objects.values_list("state", flat=True)
    assert sorted(kept) == ["done", "queued", "queued", "refused", "uploaded"]


@pytest.mark.parametrize("number", [1, 20])
def test_a_list_takes_the_same_queries_however_long(number, django_assert_num_queries):
    batch = make_batch(seats=100)
    known = make_people(number)
    found = make_list(batch, *(f"new{row}@example.com," for row in range(number)), *(f"{row.email}," for row in known))
    RosterImport.objects.update(state=ImportState.QUEUED)
    with django_assert_num_queries(41):
        run_import(import_id=found.pk)
    assert batch.members.count() == 2 * number
