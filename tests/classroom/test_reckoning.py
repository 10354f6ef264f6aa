"""From times in a room to whether somebody was there."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.attendance.reckoning import Verdict, judge

BEGIN = datetime(2026, 3, 5, 12, tzinfo=UTC)


def at(minute: float) -> datetime:
    return BEGIN + timedelta(minutes=minute)


def judged(*stretches, percent: int = 50) -> Verdict:
    """What becomes of stretches in minutes of an hour's session."""
    moments = [(at(start), None if end is None else at(end)) for start, end in stretches]
    return judge(moments, starts_at=BEGIN, ends_at=at(60), percent=percent)


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([], ("absent", 0)),
        ([(0, 60)], ("present", 60)),
        ([(-20, 90)], ("present", 60)),
        ([(0, None)], ("present", 60)),
        ([(10, 60)], ("present", 50)),
        ([(10.1, 60)], ("late", 49)),
        ([(0, 29.9)], ("absent", 29)),
        ([(0, 30)], ("present", 30)),
        ([(45, None)], ("absent", 15)),
        ([(0, 20), (40, 60)], ("present", 40)),
        ([(0, 40), (20, 45), (0, 10)], ("present", 45)),
        ([(30, 60), (5, 10)], ("present", 35)),
        ([(-30, -10)], ("absent", 0)),
        ([(-30, 0)], ("absent", 0)),
        ([(60, 90)], ("absent", 0)),
        ([(70, None)], ("absent", 0)),
    ],
)
def test_stretches_make_a_status_and_minutes(stretches, expected):
    verdict = judged(*stretches)
    assert (verdict.status, verdict.minutes) == expected


@pytest.mark.parametrize(("percent", "status"), [(1, "present"), (33, "present"), (34, "absent"), (100, "absent")])
def test_share_that_counts_is_the_batchs_own(percent, status):
    assert judged((0, 20), percent=percent).status == status


MINUTES = st.integers(-90, 150)


@given(st.lists(st.tuples(MINUTES, st.integers(0, 90)), max_size=12))
def test_minutes_are_those_of_the_union_in_whichever_order(lengths):
    stretches = [(start, start + long) for start, long in lengths]
    union = {minute for start, end in stretches for minute in range(max(start, 0), min(end, 60))}
    assert judged(*stretches) == judged(*reversed(stretches))
    assert judged(*stretches).minutes == len(union)
