"""Splitting money: nothing lost, nothing made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.money import allocate, decimal_string, percent_of

AMOUNTS = st.integers(min_value=0, max_value=10**12)


@given(AMOUNTS, st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=12))
def test_parts_sum_up_to_the_amount_and_are_never_negative(amount, weights):
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    assert len(parts) == len(weights)
    assert min(parts) >= 0


@given(AMOUNTS, st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=12))
def test_part_is_less_than_one_unit_from_its_share(amount, weights):
    whole = sum(weights)
    for part, weight in zip(allocate(amount, weights), weights, strict=True):
        assert abs(part * whole - amount * weight) < whole


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (1, [0, 5, 5], [0, 1, 0]),
        (7, [0, 0], [4, 3]),
        (0, [1, 2], [0, 0]),
        (5, [], []),
    ],
)
def test_units_that_are_left_go_to_whoever_lost_most(amount, weights, parts):
    assert allocate(amount, weights) == parts


@pytest.mark.parametrize(
    ("amount", "percent", "part"), [(50, 1, 1), (49, 1, 0), (150, 50, 75), (1, 50, 1), (10**12, 100, 10**12)]
)
def test_half_a_unit_is_rounded_up(amount, percent, part):
    assert percent_of(amount, percent) == part


def test_programs_see_two_decimals():
    assert [decimal_string(amount) for amount in (0, 5, 1900, 123_456_789)] == ["0.00", "0.05", "19.00", "1234567.89"]
