"""The breaker lets one caller try, and the others wait no longer than they must."""

import pytest

from lms_site import breaker as breaker_module
from lms_site.breaker import Breaker


@pytest.fixture
def clock(monkeypatch):
    """Monotonic seconds that the test sets: `clock.now`."""

    class Clock:
        now = 100.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(breaker_module, "time", clock)
    return clock


def test_breaker_lets_everybody_through_while_all_is_well(clock):
    breaker = Breaker(seconds=5)

    assert [breaker.allows(), breaker.allows(), breaker.is_open] == [True, True, False]


def test_breaker_holds_everybody_back_after_a_failure(clock):
    breaker = Breaker(seconds=5)
    breaker.failed()
    clock.now += 4.9

    assert [breaker.allows(), breaker.is_open] == [False, True]


def test_breaker_lets_a_single_caller_try_after_its_rest(clock):
    breaker = Breaker(seconds=5)
    breaker.failed()
    clock.now += 5

    assert [breaker.allows(), breaker.allows()] == [True, False]
    assert breaker.is_open


def test_breaker_closes_when_the_part_answers(clock):
    breaker = Breaker(seconds=5)
    breaker.failed()
    clock.now += 5
    breaker.allows()
    breaker.worked()

    assert [breaker.allows(), breaker.allows(), breaker.is_open] == [True, True, False]


def test_breaker_rests_again_when_the_trial_fails(clock):
    breaker = Breaker(seconds=5)
    breaker.failed()
    clock.now += 5
    breaker.allows()
    breaker.failed()
    clock.now += 4

    assert breaker.allows() is False
