"""Opening modules in the calendar."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from classroom.models import CourseBatch
from classroom.queries.calendar import calendar_of
from classroom.queries.calendar_entries import Entry, Kind
from classroom.services.openings import open_module_to_member, set_module_dates
from tests.factories.accounts import UserFactory
from tests.factories.calendars import batch_of_spring
from tests.factories.catalog import make_course, modules_of
from tests.factories.classroom import make_batch, seat

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def course():
    """Of two modules, the second of which opens after 30 days."""
    course = make_course(modules=2, lessons=1)
    first, second = modules_of(course)
    first.title, second.title, second.opens_after_days = "Dots", "Lines", 30
    for module in (first, second):
        module.save_revision().publish()
    return course


@pytest.fixture
def batch(course):
    return make_batch(course, starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 30), timezone="Europe/Berlin")


def openings(person, now: datetime = NOW) -> list[Entry]:
    since, until = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    found = calendar_of(person, since=since, until=until, now=now)
    return [entry for entry in found if entry.kind == Kind.MODULE_OPENS]


def key_of(batch: CourseBatch, course, number: int):
    return modules_of(course)[number].translation_key


def test_module_opens_on_a_whole_day_counted_by_the_clocks_of_the_batch(batch, course):
    for person in (seat(batch).user, batch.teachers.get().user):
        (entry,) = openings(person)
        assert (entry.title, entry.day) == ("“Lines” opens", date(2026, 3, 31))
        assert entry.starts_at == datetime(2026, 3, 30, 22, tzinfo=UTC)
        assert entry.url == course.url


def test_fixed_date_counts_before_the_course_and_keeps_the_name(batch, course):
    person = seat(batch).user
    before = openings(person)[0].uid
    at = datetime(2026, 3, 20, 9, tzinfo=UTC)
    set_module_dates(batch=batch, dates={key_of(batch, course, 1): at})
    (entry,) = openings(person)
    assert (entry.uid, entry.starts_at, entry.ends_at, entry.day) == (before, at, at, None)


def test_what_was_said_for_one_learner_is_in_their_calendar_alone(batch, course):
    favoured, other, early = (seat(batch).user for _person in range(3))
    at = datetime(2026, 3, 15, 9, tzinfo=UTC)
    module_key = key_of(batch, course, 1)
    open_module_to_member(batch=batch, user=favoured, module_key=module_key, opens_at=at)
    open_module_to_member(batch=batch, user=early, module_key=module_key, opens_at=None)
    assert [entry.starts_at for entry in openings(favoured)] == [at]
    assert [entry.day for entry in openings(other)] == [date(2026, 3, 31)]
    assert openings(early) == []


def test_course_that_is_not_live_opens_nothing(batch, course):
    person = seat(batch).user
    course.unpublish()
    assert openings(person) == []


def test_batch_of_a_course_without_such_modules_has_none():
    assert openings(batch_of_spring(UserFactory()).teachers.get().user) == []
