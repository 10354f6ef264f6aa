"""Live sessions on the site: the learners' tab and the door, the teachers' tab with all that it can do."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from classroom.models import LiveSession, Partner, WeeklySlot
from classroom.services.batches import archive_batch
from classroom.services.session_rooms import settle_room
from classroom.services.sessions import add_recording, cancel_session
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.sessions import make_session, ready_session
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_batch()
    return SimpleNamespace(batch=batch, person=seat(batch, UserFactory(timezone="Europe/Berlin")).user)


batch, person = own("batch"), own("person")


@pytest.fixture
def learner(person, client):
    client.force_login(person)
    return client


@pytest.fixture
def teacher(batch):
    signed_in = Client()
    signed_in.force_login(batch.teachers.get().user)
    return signed_in


def tab(batch) -> str:
    return f"/batches/{batch.pk}/sessions/"


def door(session) -> str:
    return f"/batches/{session.batch_id}/sessions/{session.pk}/join/"


def desk(batch, rest: str = "") -> str:
    return f"/teach/batches/{batch.pk}/sessions/{rest}"


def filled(**changes) -> dict:
    day = (timezone.now() + timedelta(days=2)).date().isoformat()
    return {"title": "Planned", "day": day, "begins": "19:00", "minutes": 45, "partner": "jitsi", **changes}


def test_pages_are_for_those_who_belong_to_the_batch(client, learner, teacher, batch):
    session = ready_session(batch)
    stranger = Client()
    assert stranger.get(tab(batch))["Location"].startswith("/accounts/login/")
    stranger.force_login(UserFactory())
    for address in (tab(batch), door(session), desk(batch)):
        assert stranger.get(address).status_code == 403
    assert stranger.post(door(session)).status_code == 403
    for rest in ("", "new/", f"{session.pk}/", f"{session.pk}/cancel/"):
        address = desk(batch, rest)
        assert learner.get(address).status_code == 403
        assert teacher.get(address).status_code == 200
    other = ready_session()
    assert teacher.get(desk(batch, f"{other.pk}/")).status_code == 404
    assert learner.post(f"/batches/{batch.pk}/sessions/{other.pk}/join/").status_code == 404


def test_learner_sees_what_comes_in_both_time_zones_and_joins(learner, batch):
    assert "No live session is planned" in text_of(learner.get(tab(batch)))
    session = ready_session(batch, title="Running <b>now</b>")
    make_session(batch, title="Tomorrow")
    answer = learner.get(tab(batch))
    shown = text_of(answer)
    assert "Times are yours (Europe/Berlin), and below them those of the batch (Asia/Jakarta)" in shown
    assert "Running &lt;b&gt;now&lt;/b&gt;" in shown
    assert shown.count(">Join</button>") == 1
    assert session.external_id not in shown
    assert "https://meet.jit.si" in answer["Content-Security-Policy"].partition("form-action")[2].partition(";")[0]
    assert learner.post(door(session))["Location"] == session.join_url
    assert session.presences.get().left_at is None


def test_reading_the_door_writes_nothing_down(learner, batch):
    session = ready_session(batch)
    assert "Join now" in text_of(learner.get(door(session)))
    assert not session.presences.exists()


def test_closed_door_says_why_and_what_then(learner, batch):
    early = ready_session(batch, starts_at=timezone.now() + timedelta(hours=3))
    answer = learner.post(door(early))
    assert answer.status_code == 409
    assert "ten minutes before" in text_of(answer)
    assert "Come back then" in text_of(answer)
    unready = make_session(batch, starts_at=timezone.now())
    shown = text_of(learner.get(door(unready)))
    assert "being prepared" in shown
    assert "Try again" in shown
    over = ready_session(batch)
    LiveSession.objects.filter(pk=over.pk).update(ends_at=timezone.now(), recording_url="https://video.example/1")
    assert "https://video.example/1" in text_of(learner.get(door(over)))
    cancel_session(session=early)
    assert "was cancelled" in text_of(learner.get(door(early)))


def test_past_sessions_stand_with_their_recordings(learner, teacher, batch):
    assert "No session has taken place yet" in text_of(learner.get(tab(batch) + "?show=past"))
    session = ready_session(batch, title="Over")
    LiveSession.objects.update(starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now())
    assert "No recording" in text_of(learner.get(tab(batch) + "?show=past"))
    address = desk(batch, f"{session.pk}/recording/")
    assert teacher.post(address, {"url": "javascript:alert(1)"}).status_code == 422
    assert teacher.post(address, {"url": "https://video.example/1"})["Location"] == desk(batch)
    assert "https://video.example/1" in text_of(learner.get(tab(batch) + "?show=past"))
    assert "Recorded" in text_of(teacher.get(desk(batch) + "?show=past"))


def test_teacher_plans_changes_and_cancels(teacher, batch):
    assert "No live session is planned" in text_of(teacher.get(desk(batch)))
    assert teacher.post(desk(batch, "new/"), filled())["Location"] == desk(batch)
    session = LiveSession.objects.get()
    assert (session.starts_at.hour, session.ends_at - session.starts_at) == (12, timedelta(minutes=45))
    assert "Planned" in text_of(teacher.get(desk(batch)))
    page = text_of(teacher.get(desk(batch, f"{session.pk}/")))
    assert 'value="19:00"' in page
    teacher.post(desk(batch, f"{session.pk}/"), filled(title="Renamed"))
    session.refresh_from_db()
    assert (session.title, session.revision) == ("Renamed", 1)
    assert "Cancel “Renamed”?" in text_of(teacher.get(desk(batch, f"{session.pk}/cancel/")))
    assert "The session is cancelled" in text_of(teacher.post(desk(batch, f"{session.pk}/cancel/"), follow=True))
    assert LiveSession.objects.get().cancelled_at


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"day": "soon"},
        {"begins": "25:00"},
        {"minutes": 4},
        {"partner": "zoom"},
        {"day": "2020-01-01"},
        {"host": "999999"},
    ],
)
def test_plan_that_makes_no_sense_stays_in_the_form(teacher, batch, wrong):
    answer = teacher.post(desk(batch, "new/"), filled(**wrong))
    assert answer.status_code == 422
    assert "error-summary" in text_of(answer)
    assert not LiveSession.objects.exists()


def test_teacher_sees_trouble_and_tries_again(teacher, batch, zoom):
    zoom.faults.add("status", "POST", "/v2", status=400, body={"message": "Only for <i>paid</i> users."})
    session = make_session(batch, partner=Partner.ZOOM)
    settle_room(session_id=session.pk)
    shown = text_of(teacher.get(desk(batch)))
    assert "Room: trouble" in shown
    assert "Zoom says: Only for &lt;i&gt;paid&lt;/i&gt; users." in shown
    assert "is asked again" in text_of(teacher.post(desk(batch), {"session": session.pk}, follow=True))
    settle_room(session_id=session.pk)
    assert "Room: ready" in text_of(teacher.get(desk(batch)))
    for wrong in ("", "x", "999999", "9" * 30):
        assert teacher.post(desk(batch), {"session": wrong}).status_code == 404


def test_two_at_once_are_a_warning(teacher, batch):
    host = batch.teachers.get().user_id
    teacher.post(desk(batch, "new/"), filled(host=host))
    shown = text_of(teacher.post(desk(batch, "new/"), filled(host=host, begins="19:30"), follow=True))
    assert "Look whether that is meant" in shown
    assert shown.count("Its host holds another session at the same time.") >= 2


def test_sessions_of_the_weekly_times_are_added_by_a_button(teacher, batch):
    assert "weekly times" not in text_of(teacher.get(desk(batch))).partition("No live session")[0]
    WeeklySlot.objects.create(batch=batch, weekday=2, begins="19:00", minutes=60, title="Weekly")
    assert "Add the sessions of the weekly times" in text_of(teacher.get(desk(batch)))
    assert "were added" in text_of(teacher.post(desk(batch), {"do": "weekly"}, follow=True))
    assert "there already" in text_of(teacher.post(desk(batch), {"do": "weekly"}, follow=True))


def test_archived_batch_can_be_read_alone(teacher, learner, batch):
    session = add_recording(session=ready_session(batch), url="https://video.example/1")
    archive_batch(batch=batch)
    assert "New session" not in text_of(teacher.get(desk(batch)))
    assert "in the archive" in text_of(teacher.post(desk(batch, "new/"), filled()))
    for rest in ("cancel/", "recording/"):
        answer = teacher.post(desk(batch, f"{session.pk}/{rest}"), {"url": ""}, follow=True)
        assert "in the archive" in text_of(answer)
    assert learner.get(tab(batch)).status_code == 200


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(learner, teacher, batch, number, django_assert_num_queries):
    host = batch.teachers.get().user
    for _session in range(number):
        ready_session(batch, host=host)
    seat_people(batch, number)
    learner.get(tab(batch))
    teacher.get(desk(batch))
    with django_assert_num_queries(5):  # person, batch, number of sessions, sessions, course
        learner.get(tab(batch))
    with django_assert_num_queries(6):  # as above, and whether there are weekly times
        teacher.get(desk(batch))
