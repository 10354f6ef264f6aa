"""The page for those who teach."""

import pytest

from catalog.models import CoursePage
from classroom.models import LiveSession
from classroom.services.batches import archive_batch
from classroom.services.waiting import wait_for_seat
from tests.commerce.shop_material import text_of
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.batch_making import make_assistant
from tests.factories.catalog import make_course, make_courses
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db
TEACH = "/teach/"


@pytest.fixture
def teacher(client):
    person = InstructorFactory()
    client.force_login(person)
    return person


def test_visitors_sign_in_and_learners_are_refused(client):
    assert client.get(TEACH)["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(TEACH).status_code == 403


def test_running_batches_stand_with_their_next_session(client, teacher):
    batch = make_batch(teacher=teacher, name="Now", seats=1)
    make_session(batch, title="Later on")
    archive_batch(batch=make_batch(teacher=teacher, name="Long ago"))
    make_batch(name="Of somebody else")
    page = text_of(client.get(TEACH))
    assert "Next: Later on" in page
    assert "Long ago" not in page
    assert "Of somebody else" not in page
    LiveSession.objects.update(cancelled_at=batch.created_at)
    assert "No session is planned" in text_of(client.get(TEACH))
    seat(batch)
    wait_for_seat(user=UserFactory(), batch=batch)
    assert "1 waits for a seat" in text_of(client.get(TEACH))


def test_assistant_who_writes_nothing_sees_the_batch_alone(client, teacher):
    batch = make_batch(teacher=teacher, name="Now")
    person = make_assistant(batch)
    person.groups.clear()
    client.force_login(person)
    page = text_of(client.get(TEACH))
    assert "Now" in page
    assert "Courses you write" not in page
    assert "Your sales" not in page


def test_courses_stand_with_their_state_and_ways_on(client, teacher):
    live = make_course(author=teacher, modules=0, title="Weaving")
    make_course(author=teacher, modules=0, title="Dyeing", live=False)
    make_course(author=InstructorFactory(), modules=0, title="Foreign")
    page = text_of(client.get(TEACH))
    for part in ("Weaving", "Dyeing", "Draft", f"/cms/courses/{live.pk}/", "/teach/sales/", "/teach/coupons/"):
        assert part in page, part
    assert "Foreign" not in page


def test_empty_page_says_what_comes_first(client, teacher):
    page = text_of(client.get(TEACH))
    assert "Nothing waits for you" in page
    assert "A course begins with a title" in page
    assert CoursePage.objects.count() == 0


@pytest.mark.parametrize("number", [1, 12])
def test_page_takes_the_same_queries(client, teacher, number, django_assert_num_queries):
    course = make_courses(number, author=teacher, modules=0)[0]
    for _batch in range(number):
        make_session(make_batch(course, teacher=teacher))
    client.get(TEACH)
    with django_assert_num_queries(7):
        client.get(TEACH)
