"""The next dates on the dashboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lms_site.events import muted
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session, repeat_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_nothing_is_said_where_nothing_comes(client, person):
    assert "Coming up" not in text_of(client.get(reverse("learn")))


def test_next_three_sessions_lead_to_their_places(client, person):
    batch = make_batch(name="Evening group")
    seat(batch, person)
    for day in (4, 3, 2, 1):
        make_session(batch, title=f"Meeting {day}", starts_at=timezone.now() + timedelta(days=day))
    answer = client.get(reverse("learn"))
    assert [entry.title for entry in answer.context["coming_up"]] == ["Meeting 1", "Meeting 2", "Meeting 3"]
    shown = text_of(answer)
    assert "Coming up" in shown
    assert 'href="/calendar/"' in shown
    for entry in answer.context["coming_up"]:
        assert client.get(entry.url).status_code == 200


@pytest.mark.parametrize("number", [1, 20])
def test_dates_cost_one_query(client, person, number, django_assert_num_queries, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        batch = make_batch(make_course(lessons=1))
        with muted():
            seat(batch, person)
            session = make_session(batch, starts_at=timezone.now() + timedelta(days=1))
            repeat_session(session, [timedelta(days=day) for day in range(1, number)])
    client.get(reverse("learn"))
    with django_assert_num_queries(9):
        client.get(reverse("learn"))
