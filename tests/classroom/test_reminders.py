"""Reminders of live sessions: once for each time, to everybody who wants them, by their own clocks."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail

from accounts.models import User
from classroom.models import SessionReminder
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch
from classroom.services.reminders import announce_near_sessions, choose_reminders, mail_next_reminders
from classroom.services.sessions import cancel_session, change_session, schedule_session
from classroom.signed import reminder_choice_token
from classroom.tasks.reminders import mail_session_reminders
from lms_site.models import OutboxEvent, OutgoingMail
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.attendance import make_running_batch, seat_early
from tests.factories.sessions import make_session_plan
from tests.sharing import own

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BEGIN = datetime(2036, 5, 8, 12, tzinfo=UTC)
PLANNED = BEGIN - timedelta(days=5)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(
        batch=make_running_batch(
            name="Evenings", starts_on=BEGIN.date() - timedelta(days=20), ends_on=BEGIN.date() + timedelta(days=20)
        )
    )


batch = own("batch")


def plan(batch, *, starts_at=BEGIN, now=PLANNED, **more):
    return schedule_session(batch=batch, plan=make_session_plan(starts_at=starts_at, title="Loops", **more), now=now)


def announced(*moments) -> list[str]:
    """The notices that are published when the job runs at these moments."""
    before = OutboxEvent.objects.count()
    for moment in moments:
        announce_near_sessions(now=moment)
    events = OutboxEvent.objects.order_by("pk")[before:]
    return [event.payload["notice"] for event in events]


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith="session-near:").order_by("pk"))


def test_each_session_is_announced_a_day_and_a_quarter_of_an_hour_before_once(batch):
    plan(batch)
    assert announced(BEGIN - 25 * HOUR) == []
    assert announced(BEGIN - 24 * HOUR, BEGIN - 23 * HOUR) == ["day"]
    assert announced(BEGIN - HOUR / 4, BEGIN - HOUR / 6) == ["soon"]
    assert announced(BEGIN, BEGIN + HOUR) == []


def test_job_that_was_down_announces_late_but_nothing_that_has_begun(batch):
    plan(batch)
    assert announced(BEGIN - 3 * HOUR) == ["day"]
    plan(batch, starts_at=BEGIN + HOUR / 10)
    assert announced(BEGIN - HOUR / 4, BEGIN - HOUR / 6, BEGIN) == ["day", "soon", "soon"]
    plan(batch, starts_at=BEGIN + 2 * HOUR)
    assert announced(BEGIN + 3 * HOUR) == []


def test_session_planned_at_short_notice_is_announced_only_shortly_before(batch):
    plan(batch, now=BEGIN - 20 * HOUR)
    assert announced(BEGIN - 19 * HOUR) == []
    assert announced(BEGIN - HOUR / 4) == ["soon"]


def test_moved_session_is_announced_anew_and_one_with_another_title_is_not(batch):
    session = plan(batch)
    announced(BEGIN - 24 * HOUR)
    change_session(session=session, plan=make_session_plan(starts_at=BEGIN, title="Other"), now=BEGIN - 23 * HOUR)
    assert announced(BEGIN - 22 * HOUR) == []
    later = BEGIN + timedelta(days=3)
    change_session(session=session, plan=make_session_plan(starts_at=later), now=BEGIN - 22 * HOUR)
    assert announced(BEGIN - HOUR / 4) == []
    assert announced(later - 24 * HOUR, later - HOUR / 4) == ["day", "soon"]


def test_cancelled_session_and_archived_batch_are_not_announced(batch):
    cancel_session(session=plan(batch))
    assert announced(BEGIN - 24 * HOUR, BEGIN - HOUR / 4) == []
    plan(batch)
    archive_batch(batch=batch)
    assert announced(BEGIN - 24 * HOUR, BEGIN - HOUR / 4) == []


def test_mail_goes_to_all_who_are_in_it_by_their_own_clocks_and_language(batch, django_capture_on_commit_callbacks):
    here = seat_early(batch, language="id", timezone="Asia/Jayapura").user
    gone, off = seat_early(batch).user, seat_early(batch).user
    leave_batch(user=gone, batch=batch)
    User.objects.filter(pk=off.pk).update(is_active=False)
    declined = seat_early(batch).user
    choose_reminders(user_id=declined.pk, batch_id=batch.pk, wants_mail=False)
    teacher = batch.teachers.get().user
    plan(batch, about="Bring <b>paper</b>.")
    with django_capture_on_commit_callbacks(execute=True):
        announced(BEGIN - 24 * HOUR)
    # The outbox delivers by the real clock, far before the session; all are reminded once.
    mail_session_reminders()
    sent = {message.to[0]: message for message in mail.outbox}
    assert sent.keys() == {here.email, teacher.email}
    own = sent[here.email]
    assert "8 Mei 2036" in own.subject
    assert "Asia/Jayapura" in own.body
    assert "21.00" in own.body or "21:00" in own.body
    assert "<b>paper" not in own.alternatives[0][0]
    assert f"/batches/{batch.pk}/" in own.body
    assert "Asia/Jakarta" in sent[teacher.email].body
    assert "/batches/reminders/" in sent[teacher.email].body


def test_chunks_go_on_where_they_stopped(batch):
    people = {seat_early(batch).user.email for _number in range(4)} | {batch.teachers.get().user.email}
    plan(batch)
    announced(BEGIN - 24 * HOUR)
    reminder, now = SessionReminder.objects.get(), BEGIN - 23 * HOUR
    assert [mail_next_reminders(reminder.pk, size=2, now=now) for _round in range(4)] == [True, True, False, False]
    assert sorted(address for row in mails() for address in row.to) == sorted(people)


@pytest.mark.parametrize("what", ["begun", "cancelled", "moved", "archived"])
def test_reminder_that_holds_no_more_is_not_mailed(batch, what):
    session, now = plan(batch), BEGIN - 23 * HOUR
    announced(BEGIN - 24 * HOUR)
    if what == "cancelled":
        cancel_session(session=session)
    elif what == "moved":
        change_session(session=session, plan=make_session_plan(starts_at=BEGIN + HOUR))
    elif what == "archived":
        archive_batch(batch=batch)
    else:
        now = BEGIN
    assert not mail_next_reminders(SessionReminder.objects.get().pk, now=now)
    assert mails() == []
    assert SessionReminder.objects.get().mailed_at == now


@pytest.mark.parametrize("number", [1, 20])
def test_looking_for_near_sessions_takes_the_same_queries(number, batch, django_assert_num_queries):
    for _session in range(number):
        plan(batch)
    announced(BEGIN - 24 * HOUR)
    with django_assert_num_queries(2):
        announce_near_sessions(now=BEGIN - 23 * HOUR)


def test_link_in_a_mail_declines_and_accepts_without_signing_in(client, batch):
    person = seat_early(batch).user
    address = f"/batches/reminders/{reminder_choice_token(person.pk, batch.pk)}/"
    assert "We remind you" in text_of(client.get(address))
    assert "do not remind you" in text_of(client.post(address, {"mail": "no"}, follow=True))
    assert "We remind you" in text_of(client.post(address, {"mail": "yes"}, follow=True))
    for wrong in ("x", reminder_choice_token(person.pk, 999999), reminder_choice_token(999999, batch.pk)):
        assert client.get(f"/batches/reminders/{wrong}/").status_code == 404


def test_choice_on_the_page_is_for_those_who_are_in_the_batch(client, batch):
    person = seat_early(batch).user
    address = f"/batches/{batch.pk}/reminders/"
    client.force_login(person)
    assert "no more reminders" in text_of(client.post(address, {"mail": "no"}, follow=True))
    assert "by mail again" in text_of(client.post(address, {"mail": "yes"}, follow=True))
    assert client.get(address).status_code == 405
    client.force_login(UserFactory())
    assert client.post(address, {"mail": "no"}).status_code in (403, 404)
