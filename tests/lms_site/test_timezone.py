"""Times on screen are the reader's."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from lms_site.middleware.person import TimezoneMiddleware
from tests.factories.accounts import UserFactory


@pytest.fixture
def zone_of():
    """The timezone in which a page is rendered for `user`, None for a stranger."""

    def look(user=None) -> str:
        request = RequestFactory().get("/")
        if user is not None:
            request.COOKIES["sessionid"] = "x"
            request.user = user
        seen = []
        TimezoneMiddleware(lambda request: seen.append(timezone.get_current_timezone_name()))(request)
        return seen[0]

    return look


def test_stranger_reads_times_of_the_site(zone_of):
    assert zone_of() == "Asia/Jakarta"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("", "Asia/Jakarta"),
        ("Mars/Olympus", "Asia/Jakarta"),
        ("../../etc/passwd", "Asia/Jakarta"),
    ],
)
def test_person_reads_their_own_times(zone_of, own, expected):
    assert zone_of(UserFactory.build(timezone=own)) == expected


@pytest.mark.django_db
def test_one_readers_timezone_does_not_stay_for_the_next(zone_of):
    zone_of(UserFactory.build(timezone="Europe/Berlin"))

    assert zone_of() == "Asia/Jakarta"
