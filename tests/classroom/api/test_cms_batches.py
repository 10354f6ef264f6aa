"""Batches in Wagtail's read API: those that anybody may find."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from accounts.roles import INSTRUCTOR
from classroom.models import Joining
from classroom.services.batches import archive_batch
from classroom.services.slots import set_slots
from tests.factories.accounts import ModeratorFactory, make_people
from tests.factories.api import api_client
from tests.factories.batch_making import make_slot_plan
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat

pytestmark = pytest.mark.django_db
BATCHES = "/api/cms/v2/batches/"
TODAY = timezone.now().date()
DAY = timedelta(days=1)


def items(client, query: str = "") -> list[dict]:
    answer = client.get(f"{BATCHES}{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


def test_those_that_anybody_may_find_are_listed_the_first_to_begin_first(client):
    course = make_course(modules=0, title="Weaving")
    make_batch(course, name="Later", starts_on=TODAY + 9 * DAY)
    make_batch(course, name="For sale", joining=Joining.PURCHASE, starts_on=TODAY + 2 * DAY)
    make_batch(course, name="Running", starts_on=TODAY - 5 * DAY)
    make_batch(course, name="Not open yet", starts_on=TODAY + 12 * DAY, joins_from=timezone.now() + DAY)
    for joining in (Joining.CODE, Joining.STAFF):
        make_batch(course, joining=joining)
    make_batch(course, starts_on=TODAY - 30 * DAY, ends_on=TODAY - 3 * DAY)
    archive_batch(batch=make_batch(course))
    make_batch(make_course(modules=0, live=False))
    assert [row["name"] for row in items(client)] == ["Running", "For sale", "Later", "Not open yet"]
    # Moderators read all of them elsewhere: here everybody is told the same.
    assert len(items(api_client(ModeratorFactory()))) == 4


def test_a_batch_tells_its_course_days_seats_and_weekly_times(client):
    course = make_course(modules=0, title="Weaving")
    batch = make_batch(course, seats=5, name="Evening")
    seat(batch)
    set_slots(batch=batch, slots=[make_slot_plan()])
    told = client.get(f"{BATCHES}{batch.pk}/").json()
    assert told["course"] == {"id": course.pk, "key": str(course.translation_key), "title": "Weaving"}
    assert (told["name"], told["seats"], told["seats_left"]) == ("Evening", 5, 4)
    assert told["weekly_times"] == [{"weekday": 3, "begins": "19:00", "minutes": 90}]
    assert told["html_url"].endswith(f"/batches/{batch.pk}/")
    assert batch.join_code not in str(told)


def test_batches_of_one_course_and_in_another_order(client):
    first, second = make_course(modules=0), make_course(modules=0)
    make_batch(first, name="A")
    make_batch(second, name="B")
    make_batch(second, name="C")
    assert [row["name"] for row in items(client, f"?course_key={second.translation_key}&order=-name")] == ["C", "B"]


@pytest.mark.parametrize(
    "query", ["join_code=A", "created_by=1", "course_key=x", "order=join_code", "fields=join_code"]
)
def test_codes_and_people_cannot_be_asked_for(client, query):
    make_batch()
    assert client.get(f"{BATCHES}?{query}").status_code == 400


def test_hidden_batch_is_not_found(client):
    assert client.get(f"{BATCHES}{make_batch(joining=Joining.CODE).pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_list_takes_the_same_queries(client, number, django_assert_num_queries):
    course = make_course(modules=0)
    for teacher in make_people(number, INSTRUCTOR):
        set_slots(batch=make_batch(course, teacher=teacher), slots=[make_slot_plan(begins=time(8)), make_slot_plan()])
    query = "?fields=*"
    client.get(f"{BATCHES}{query}")
    with django_assert_num_queries(5):
        assert len(items(client, query)) == number
