"""The nightly visit to other sites: what is stored, when it comes back, what authors are told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from catalog.checks.probing import State, Verdict
from catalog.models import CourseCheck, ExternalLink
from catalog.services.check_content import renew_check
from catalog.services.check_links import LOCK, is_night, note_verdict, visit_links
from tests.catalog.check_material import codes_of, faultless_course, lesson_with
from tests.catalog.other_site import other_site

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 5, 4, 19, 0, tzinfo=UTC)  # two in the morning in Jakarta
NEXT = NIGHT + timedelta(days=1)


@pytest.fixture
def site():
    with other_site() as running:
        yield running


def course_linking(*addresses: str):
    links = "".join(f'<a href="{address}">x</a>' for address in addresses)
    course = faultless_course()
    lesson_with(course, ("paragraph", f"<p>{links}</p>"))
    renew_check(course=course, now=NIGHT)
    return course


def visit(site, now=NIGHT) -> int:
    return visit_links(now=now, visitor=site.visitor())


def states() -> dict[str, str]:
    return dict(ExternalLink.objects.values_list("url", "state"))


def test_links_are_visited_once_a_night_and_told_of(site):
    course = course_linking("http://one.example/gone", "http://two.example/ok#part")
    site.answers["/gone"] = 404, {}
    assert states() == {"http://one.example/gone": "new", "http://two.example/ok": "new"}

    assert (visit(site), visit(site, NIGHT + timedelta(hours=2))) == (2, 0)
    assert states() == {"http://one.example/gone": "dead", "http://two.example/ok": "fine"}
    assert codes_of(course) == [("dead_external_link", "b0")]
    assert CourseCheck.objects.get().stale_at == NIGHT
    assert visit(site, NEXT) == 2


def test_link_into_the_inside_is_told_of_and_never_asked_for(site):
    site.names["inside.example"] = [["10.0.0.1"]]
    course = course_linking("http://inside.example/")
    visit(site)

    assert codes_of(course) == [("private_external_link", "b0")]
    assert site.asked == []


def test_failing_link_is_broken_after_three_nights_and_mended_at_once(site):
    course = course_linking("http://one.example/x")
    site.answers["/x"] = 500, {}
    for night in range(3):
        assert codes_of(course) == []
        visit(site, NIGHT + timedelta(days=night))
    assert codes_of(course) == [("dead_external_link", "b0")]
    site.answers.clear()
    visit(site, NIGHT + timedelta(days=3))

    assert codes_of(course) == []
    assert ExternalLink.objects.get().failures == 0


def test_site_that_is_overworked_is_left_alone(site):
    course_linking("http://one.example/1", "http://one.example/2", "http://two.example/")
    site.answers["/1"] = 429, {"Retry-After": str(3 * 86400)}

    assert visit(site) == 2
    assert site.asked == ["HEAD one.example /1", "HEAD two.example /"]
    due = ExternalLink.objects.filter(host="one.example").values_list("due_at", flat=True)
    assert set(due) == {NIGHT + timedelta(days=3)}


def test_same_host_is_asked_with_a_pause_and_within_the_time(site):
    course_linking(*(f"http://one.example/{number}" for number in range(4)))
    assert visit(site) == 4
    assert len(site.pauses) == 3
    ExternalLink.objects.update(due_at=None)
    ticks = iter([0, 1, 15, 30, 45])

    assert visit_links(now=NEXT, visitor=site.visitor(), clock=lambda: next(ticks)) == 2


def test_two_visits_at_once_are_one(site):
    course_linking("http://one.example/")
    cache.add(LOCK, 1, 60)

    assert visit(site) == 0


def test_links_that_no_course_has_any_more_are_forgotten(site):
    course = course_linking("http://one.example/", "http://two.example/")
    lesson_with(course, ("paragraph", '<p><a href="http://two.example/">x</a></p>'))
    renew_check(course=course, now=NIGHT)
    visit(site)

    assert list(states()) == ["http://two.example/"]


def test_night_is_where_the_site_is_at_home(settings):
    settings.LMS_TIME_ZONE = "Asia/Jakarta"
    assert is_night(NIGHT)
    assert not is_night(NIGHT + timedelta(hours=8))


def test_verdict_without_change_leaves_the_course_alone():
    course_linking("http://one.example/")
    link = ExternalLink.objects.get()
    note_verdict(link=link, verdict=Verdict(State.FINE, 200), now=NIGHT)
    CourseCheck.objects.update(stale_at=None)
    note_verdict(link=link, verdict=Verdict(State.FINE, 200), now=NEXT)

    assert CourseCheck.objects.get().stale_at is None
