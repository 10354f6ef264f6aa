"""A batch on the site: its page, and the page for its code."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from classroom.models import BatchMember, Joining, JoinSource, WaitlistEntry
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch
from classroom.services.placing import seat_group
from classroom.services.waiting import wait_for_seat
from lms_site.events import muted
from tests.commerce.shop_material import text_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.batch_making import make_slot_plan
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.sharing import own

pytestmark = pytest.mark.django_db
JOIN = "/batches/join/"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def page(batch) -> str:
    return f"/batches/{batch.pk}/"


def do(client, batch, act: str) -> str:
    return text_of(client.post(page(batch), {"do": act}, follow=True))


def test_visitor_signs_in_first(client, course):
    for address in (page(make_batch(course)), f"{JOIN}?code=ABC"):
        assert client.get(address)["Location"].startswith("/accounts/login/?next=")


def test_page_is_shown_to_those_alone_who_may_know_of_it(client, person):
    hidden = make_batch(joining=Joining.CODE)
    assert client.get(page(hidden)).status_code == 404
    assert client.post(page(hidden), {"do": "join"}).status_code == 404
    for known in (hidden.teachers.get().user, seat(hidden).user, ModeratorFactory()):
        client.force_login(known)
        assert client.get(page(hidden)).status_code == 200
    draft = make_batch(make_course(modules=0, live=False))
    client.force_login(person)
    assert client.get(page(draft)).status_code == 404


def test_joining_and_leaving_by_the_buttons(client, person, course):
    batch = make_batch(course, seats=3, name="Evening group")
    shown = text_of(client.get(page(batch)))
    assert "Evening group" in shown
    assert "3 seats are left" in shown
    assert "You are in. Welcome to the batch." in do(client, batch, "join")
    assert BatchMember.objects.get().source == JoinSource.ANYBODY
    assert "Leave the batch" in text_of(client.get(page(batch)))
    assert "You have left the batch" in do(client, batch, "leave")
    assert BatchMember.objects.get().left_at


def test_full_batch_offers_its_waitlist_and_later_the_seat(client, person, course):
    batch = make_batch(course, seats=1)
    inside = seat(batch).user
    shown = text_of(client.get(page(batch)))
    assert 'value="join"' not in shown
    assert "All seats are taken" in shown
    assert "There is no seat left" in do(client, batch, "join")
    assert "You are on the waitlist" in do(client, batch, "wait")
    leave_batch(user=inside, batch=batch)
    assert "A seat is kept for you until" in text_of(client.get(page(batch)))
    assert "You are in" in do(client, batch, "claim")
    assert BatchMember.objects.get(left_at=None).user == person


def test_kept_seat_is_let_go(client, person, course):
    batch = make_batch(course, seats=1)
    inside = seat(batch).user
    wait_for_seat(user=person, batch=batch)
    leave_batch(user=inside, batch=batch)
    assert "no longer on the waitlist" in do(client, batch, "stop")
    assert WaitlistEntry.objects.get().ended_at


def test_place_that_was_paid_for_is_not_left_here(client, person, course):
    batch = make_batch(course)
    seat(batch, person, JoinSource.PURCHASE)
    assert "Ask for a refund" in do(client, batch, "leave")


def test_archived_batch_is_read_by_those_who_were_in_it(client, person, course):
    batch = make_batch(course)
    seat(batch, person)
    archive_batch(batch=batch)
    assert "This batch is in the archive" in text_of(client.get(page(batch)))


def test_unknown_act_and_unknown_batch_are_not_found(client, person, course):
    batch = make_batch(course)
    for act in ("", "rm -rf", "__class__"):
        assert client.post(page(batch), {"do": act}).status_code == 404
    assert client.get("/batches/999999/").status_code == 404


def test_link_fills_the_code_in_and_a_get_joins_nothing(client, person, course):
    batch = make_batch(course, joining=Joining.CODE)
    shown = client.get(f"{JOIN}?code={batch.join_code}")
    assert f'value="{batch.join_code}"' in text_of(shown)
    assert not BatchMember.objects.exists()
    answer = client.post(JOIN, {"code": batch.join_code.lower()})
    assert answer["Location"] == page(batch)
    assert BatchMember.objects.get().source == JoinSource.CODE


@pytest.mark.parametrize("code", ["", "WRONG123", "<script>alert(1)</script>"[:20], "x" * 500])
def test_wrong_code_stays_in_the_field_with_the_reason(client, person, code):
    answer = client.post(JOIN, {"code": code})
    assert answer.status_code in (404, 422)
    assert "<script>alert" not in text_of(answer)
    assert not BatchMember.objects.exists()


def test_code_of_a_full_batch_leads_to_its_waitlist(client, person, course):
    batch = make_batch(course, seats=1, joining=Joining.CODE)
    seat(batch)
    answer = client.post(JOIN, {"code": batch.join_code})
    assert answer.status_code == 409
    assert 'value="wait"' in text_of(answer)
    assert client.post(JOIN, {"code": batch.join_code, "do": "wait"})["Location"] == page(batch)
    assert WaitlistEntry.objects.get().user == person


def test_code_that_is_over_says_so(client, person, course):
    batch = make_batch(course, joining=Joining.CODE, joins_until=timezone.now() - timedelta(hours=1))
    assert "Nobody can join this batch" in text_of(client.post(JOIN, {"code": batch.join_code}))


def test_guessing_codes_is_stopped(client, person, settings, course):
    settings.LMS_API_RATES = {**settings.LMS_API_RATES, "join_codes": "3/h"}
    batch = make_batch(course, joining=Joining.CODE)
    for _try in range(3):
        assert client.post(JOIN, {"code": "GUESSED2"}).status_code == 404
    answer = client.post(JOIN, {"code": batch.join_code})
    assert answer.status_code == 429
    assert "many codes" in text_of(answer)
    assert not BatchMember.objects.exists()
    cache.clear()
    client.force_login(InstructorFactory())
    assert client.post(JOIN, {"code": batch.join_code}).status_code == 302


@pytest.mark.parametrize("number", [5, 500])
def test_page_takes_the_same_queries_however_many_are_in_it(client, person, number, django_assert_num_queries):
    batch = make_batch()
    seat(batch, person)
    people = User.objects.bulk_create(User(email=f"{place}@example.com") for place in range(number))
    seat_group(batch=batch, sources={user.pk: JoinSource.STAFF for user in people})
    client.get(page(batch))
    with django_assert_num_queries(6):  # person, batch, course, next session; no announcements: pinned ones, page
        client.get(page(batch))


@pytest.mark.parametrize("number", [1, 20])
def test_joining_takes_the_same_queries_whatever_is_there(client, person, number, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(modules=1, lessons=number)
        batch = make_batch(course, joining=Joining.CODE, slots=[make_slot_plan()])
        with muted():
            seat_people(batch, number)
    client.get(JOIN)
    client.get(course.get_url())
    with CaptureQueriesContext(connection) as asked:
        assert client.post(JOIN, {"code": batch.join_code}).status_code == 302
    # Marks within the transaction are not counted; the person who asks is.
    work = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(work) == 15, "\n".join(work)
