"""Planning live sessions, moving and cancelling them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from classroom.errors import BatchArchived, SessionCancelled, SessionInvalid
from classroom.models import LiveSession, RoomState
from classroom.services.batches import archive_batch
from classroom.services.presence import arrive, depart
from classroom.services.sessions import cancel_session, change_session, schedule_session
from lms_site.models import OutboxEvent
from tests.factories.accounts import InstructorFactory
from tests.factories.classroom import make_batch
from tests.factories.sessions import make_session, make_session_plan

pytestmark = pytest.mark.django_db


def published() -> list[str]:
    return [name.rpartition(".")[2] for name in OutboxEvent.objects.order_by("pk").values_list("name", flat=True)]


def test_scheduled_session_waits_for_its_room():
    batch = make_batch()
    teacher = batch.teachers.get().user
    session = make_session(batch, title="  The  first  ", host=teacher, minutes=90)
    assert (session.title, session.state, session.host) == ("The first", RoomState.PENDING, teacher)
    assert session.ends_at - session.starts_at == timedelta(minutes=90)
    assert published()[-1] == "SessionScheduled"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "SESSION_TITLE"),
        ({"minutes": 4}, "SESSION_LENGTH"),
        ({"minutes": 721}, "SESSION_LENGTH"),
        ({"starts_at": timezone.now() - timedelta(days=3)}, "SESSION_OUTSIDE_BATCH"),
        ({"starts_at": timezone.now() + timedelta(days=40)}, "SESSION_OUTSIDE_BATCH"),
    ],
)
def test_session_that_makes_no_sense_is_refused(changes, code):
    with pytest.raises(SessionInvalid) as refused:
        make_session(**changes)
    assert refused.value.code == code
    assert not LiveSession.objects.exists()


def test_session_held_by_somebody_else_is_refused():
    with pytest.raises(SessionInvalid) as refused:
        make_session(host=InstructorFactory())
    assert refused.value.code == "SESSION_HOST"


def test_changed_session_asks_for_its_room_again_and_counts():
    session = make_session()
    LiveSession.objects.update(state=RoomState.READY)
    plan = make_session_plan(starts_at=session.starts_at)
    assert change_session(session=session, plan=plan).state == RoomState.READY
    later = replace(plan, starts_at=session.starts_at + timedelta(hours=1))
    changed = change_session(session=session, plan=later)
    assert (changed.state, changed.revision) == (RoomState.PENDING, 1)
    assert published()[-2:] == ["SessionScheduled", "SessionChanged"]


def test_cancelled_session_stays_cancelled_once():
    session = make_session()
    first = cancel_session(session=session)
    again = cancel_session(session=session)
    assert first.cancelled_at == again.cancelled_at
    assert again.revision == 1
    assert published().count("SessionCancelled") == 1
    with pytest.raises(SessionCancelled):
        change_session(session=session, plan=make_session_plan())


def test_archived_batch_has_no_more_changes_to_sessions():
    session = make_session()
    archive_batch(batch=session.batch)
    with pytest.raises(BatchArchived):
        schedule_session(batch=session.batch, plan=make_session_plan())
    with pytest.raises(BatchArchived):
        change_session(session=session, plan=make_session_plan(title="Other"))
    with pytest.raises(BatchArchived):
        cancel_session(session=session)


def test_database_refuses_session_that_ends_before_it_begins():
    session = make_session()
    with pytest.raises(IntegrityError):
        LiveSession.objects.filter(pk=session.pk).update(ends_at=session.starts_at)


def test_presence_counts_once_in_whichever_order_it_is_told():
    session, now = make_session(), timezone.now()
    for _twice in range(2):
        arrive(session=session, key="a", at=now, name="Dewi")
    for minutes in (20, 30):
        depart(session=session, key="a", at=now + timedelta(minutes=minutes))
    depart(session=session, key="b", at=now, name="Putu")
    arrive(session=session, key="b", at=now - timedelta(minutes=5))
    rows = session.presences.order_by("key").values_list("name", "left_at")
    assert list(rows) == [("Dewi", now + timedelta(minutes=20)), ("Putu", now)]
