"""Batches as programs use them."""

from types import SimpleNamespace

import pytest

from classroom.models import BatchMember, Joining, JoinSource
from classroom.services.waiting import wait_for_seat
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
BATCHES = "/api/v1/batches/"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(person=UserFactory(display_name="Dewi"))


person = own("person")


@pytest.fixture
def client(person):
    return api_client(person)


def data_of(answer, status: int = 200):
    assert answer.status_code == status, answer.content
    return answer.json()["data"]


def names(client) -> list[str]:
    return [row["name"] for row in data_of(client.get(BATCHES))]


def test_one_sees_ones_own_and_what_is_open(client, person):
    course = make_course(modules=0)
    make_batch(course, name="Open")
    make_batch(course, name="By code", joining=Joining.CODE)
    seat(make_batch(course, name="Mine", joining=Joining.STAFF), person)
    full = make_batch(course, name="Full", seats=1, joining=Joining.ANYBODY)
    seat(full)
    wait_for_seat(user=person, batch=full)
    make_batch(make_course(modules=0, live=False), name="Of a draft")
    assert sorted(names(client)) == ["Full", "Mine", "Open"]
    assert len(names(api_client(ModeratorFactory()))) == 5
    rows = {row["name"]: row for row in data_of(client.get(BATCHES))}
    assert (rows["Mine"]["is_member"], rows["Full"]["is_waiting"], rows["Open"]["is_teacher"]) == (True, True, False)
    assert (rows["Full"]["seats"], rows["Full"]["seats_left"], rows["Full"]["member_count"]) == (1, 0, 1)
    assert "join_code" not in rows["Mine"]


def test_joining_and_leaving(client, person):
    batch = make_batch(seats=2)
    address = f"{BATCHES}{batch.pk}/"
    for _twice in range(2):
        data = data_of(client.post(f"{address}join/"), 201)
        assert (data["is_member"], data["seats_left"]) == (True, 1)
    assert [row["name"] for row in data_of(client.get(f"{address}members/"))] == ["Dewi"]
    for _twice in range(2):
        assert client.post(f"{address}leave/").status_code == 204
    assert not data_of(client.get(address))["is_member"]


def test_joining_by_code(client):
    batch = make_batch(joining=Joining.CODE)
    assert_error(client.post(f"{BATCHES}{batch.pk}/join/"), 404, "NOT_FOUND")
    assert_error(client.post(f"{BATCHES}join/", {"code": "WRONG"}), 404, "JOIN_CODE_UNKNOWN")
    assert_error(client.post(f"{BATCHES}join/", {}), 400, "VALIDATION_ERROR")
    assert data_of(client.post(f"{BATCHES}join/", {"code": batch.join_code}), 201)["is_member"]
    assert BatchMember.objects.get().source == JoinSource.CODE


def test_same_key_joins_once_and_is_answered_the_same(client):
    batch = make_batch(seats=5)
    key = {"Idempotency-Key": "a"}
    answers = [client.post(f"{BATCHES}{batch.pk}/join/", {}, headers=key) for _twice in range(2)]
    assert answers[0].json()["data"] == answers[1].json()["data"]
    assert answers[1].headers["Idempotency-Replayed"] == "true"


def test_what_is_refused_says_why(client, person):
    full = make_batch(seats=1)
    seat(full)
    assert_error(client.post(f"{BATCHES}{full.pk}/join/"), 409, "BATCH_FULL")
    paid = make_batch()
    seat(paid, person, JoinSource.PURCHASE)
    assert_error(client.post(f"{BATCHES}{paid.pk}/leave/"), 409, "PAID_PLACE")
    staff = make_batch(joining=Joining.STAFF)
    assert_error(api_client(ModeratorFactory()).post(f"{BATCHES}{staff.pk}/join/"), 403, "JOIN_REFUSED")


def test_people_of_a_batch_are_for_those_who_are_in_it(client):
    batch = make_batch()
    seat(batch)
    assert_error(client.get(f"{BATCHES}{batch.pk}/members/"), 403, "PERMISSION_DENIED")
    teacher = api_client(batch.teachers.get().user)
    assert len(data_of(teacher.get(f"{BATCHES}{batch.pk}/members/"))) == 1


def test_guessing_codes_is_stopped(client, settings):
    settings.LMS_API_RATES = {**settings.LMS_API_RATES, "join_codes": "2/h"}
    for _try in range(2):
        assert client.post(f"{BATCHES}join/", {"code": "GUESSED"}).status_code == 404
    assert client.post(f"{BATCHES}join/", {"code": "GUESSED"}).status_code == 429


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(client, person, number, django_assert_num_queries):
    course = make_course(modules=0)
    batches = [make_batch(course) for _batch in range(number)]
    seat(batches[0], person)
    seat_people(batches[0], number)
    client.get(BATCHES)
    with django_assert_num_queries(3):
        assert len(data_of(client.get(BATCHES))) == number
    members = f"{BATCHES}{batches[0].pk}/members/"
    with django_assert_num_queries(4):
        assert len(data_of(client.get(members))) == min(number + 1, 20)
