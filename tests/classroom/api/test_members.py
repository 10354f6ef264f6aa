"""People of a batch as programs list them, put them in, take them out and write to them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from catalog.models import Enrollment
from classroom.models import BatchMember, RosterMessage
from classroom.services.batches import archive_batch
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.roster import assistant_of, make_full_batch, teacher_of
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch(seats=30))


batch = own("batch")


@pytest.fixture
def teacher(batch):
    return api_client(teacher_of(batch))


def members(batch) -> str:
    return f"/api/v1/batches/{batch.pk}/members/"


def found(client, batch, **asked) -> list[str]:
    answer = client.get(members(batch), asked)
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["data"]]


def test_those_who_teach_see_how_each_gets_on(batch, teacher):
    member = seat(batch, UserFactory(display_name="Dewi"))
    seen = timezone.now() - timedelta(days=3)
    Enrollment.objects.update(required_count=4, completed_count=1, last_seen_at=seen)
    for client in (teacher, api_client(assistant_of(batch))):
        row = client.get(members(batch)).json()["data"][0]
        assert (row["email"], row["progress"], row["left_at"]) == (member.user.email, 25, None)
        assert row["last_seen_at"][:16] == f"{seen:%Y-%m-%dT%H:%M}"
    learner = api_client(member.user)
    assert set(learner.get(members(batch)).json()["data"][0]) == {"id", "name", "joined_at", "source"}
    assert_error(learner.get(members(batch), {"under": 50}), 403, "PERMISSION_DENIED")


def test_filters_and_orders(batch, teacher):
    for name, done in (("Agus", 0), ("Budi", 3), ("Citra", 1)):
        person = UserFactory(display_name=name)
        seat(batch, person)
        Enrollment.objects.filter(user=person).update(required_count=3, completed_count=done)
    Enrollment.objects.filter(user__display_name="Budi").update(last_seen_at=timezone.now())
    assert found(teacher, batch) == ["Agus", "Budi", "Citra"]
    assert found(teacher, batch, sort="-progress") == ["Budi", "Citra", "Agus"]
    assert found(teacher, batch, under=50) == ["Agus", "Citra"]
    assert found(teacher, batch, unseen=2, q="CIT") == ["Citra"]
    assert found(teacher, batch, state="left") == found(teacher, batch, source="code") == []
    for wrong in ({"under": 0}, {"sort": "x"}, {"state": "waiting"}, {"source": "x"}, {"unseen": "x"}):
        assert_error(teacher.get(members(batch), wrong), 400, "VALIDATION_ERROR")


def test_somebody_is_put_in_by_address(batch, teacher):
    for _twice in range(2):
        answer = teacher.post(members(batch), {"email": "nia@example.com", "name": "Nia"})
        assert (answer.status_code, answer.json()["data"]["name"]) == (201, "Nia")
    assert User.objects.get(email="nia@example.com").batch_memberships.get().batch == batch
    assert_error(teacher.post(members(batch), {"email": "no"}), 400, "VALIDATION_ERROR")
    own = {"email": teacher_of(batch).email}
    assert_error(teacher.post(members(batch), own), 422, "ROW_TEACHES")
    helper = api_client(assistant_of(batch))
    assert_error(helper.post(members(batch), {"email": "x@example.com"}), 403, "PERMISSION_DENIED")


def test_same_key_puts_in_once(batch, teacher):
    key = {"Idempotency-Key": "one"}
    answers = [teacher.post(members(batch), {"email": "nia@example.com"}, headers=key) for _twice in range(2)]
    assert answers[1].headers["Idempotency-Replayed"] == "true"


def test_full_and_archived_batches_refuse():
    full = make_full_batch()
    teacher = api_client(teacher_of(full))
    assert_error(teacher.post(members(full), {"email": "nia@example.com"}), 409, "TOO_FEW_SEATS")
    archive_batch(batch=full)
    assert_error(teacher.post(members(full), {"email": "nia@example.com"}), 409, "BATCH_ARCHIVED")


def test_somebody_is_taken_out_with_a_reason(batch, teacher):
    member = seat(batch)
    address = f"{members(batch)}{member.user_id}/"
    assert_error(teacher.delete(address), 422, "REASON_MISSING")
    for _twice in range(2):
        assert teacher.delete(f"{address}?reason=Moved%20away").status_code == 204
    assert BatchMember.objects.get().reason == "Moved away"
    assert found(teacher, batch, state="left") == [member.user.name]
    helper = api_client(assistant_of(batch))
    assert_error(helper.delete(f"{address}?reason=x"), 403, "PERMISSION_DENIED")


def test_messages_go_to_all_or_to_some(batch, teacher):
    people = [seat(batch).user_id for _person in range(3)]
    address, mail = f"/api/v1/batches/{batch.pk}/messages/", {"subject": "Thursday", "text": "Bring a pencil."}
    for wanted, number in ({}, 3), ({"members": people[:2]}, 2):
        answer = teacher.post(address, {**mail, **wanted})
        assert (answer.status_code, answer.json()["data"]["recipient_count"]) == (201, number)
    assert RosterMessage.objects.first().recipients == people[:2]
    assert api_client(assistant_of(batch)).post(address, mail).status_code == 201
    assert_error(teacher.post(address, {**mail, "members": [1]}), 422, "MESSAGE_NOBODY")
    assert_error(teacher.post(address, {"subject": "x"}), 400, "VALIDATION_ERROR")
    assert_error(api_client(seat(batch).user).post(address, mail), 403, "PERMISSION_DENIED")


@pytest.mark.parametrize("number", [1, 20])
def test_list_for_teachers_takes_the_same_queries(batch, teacher, number, django_assert_num_queries):
    seat_people(batch, number)
    teacher.get(members(batch))
    with django_assert_num_queries(4):
        assert len(found(teacher, batch)) == number
