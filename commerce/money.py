"""Arithmetic with money: integers in the smallest unit, nothing lost and nothing made."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from catalog.models.price import MINOR_PER_MAJOR


def percent_of(amount_minor: int, percent: Decimal | int) -> int:
    """So many percent of the amount, half a unit rounded up (commercial rounding)."""
    return int((Decimal(amount_minor) * Decimal(percent) / 100).to_integral_value(ROUND_HALF_UP))


def allocate(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """Split the amount in the proportion of the weights; the parts sum up to it exactly.

    By the method of largest remainders: units that are left after rounding down go one by one to whoever
    lost most, earlier ones first. Where all weights are 0 they count as equal. The amount is not negative.
    """
    if not weights:
        return []
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    parts = [amount_minor * weight // whole for weight in weights]
    by_loss = sorted(range(len(weights)), key=lambda place: -(amount_minor * weights[place] % whole))
    for place in by_loss[: amount_minor - sum(parts)]:
        parts[place] += 1
    return parts


def decimal_string(amount_minor: int) -> str:
    """`1900` as "19.00", for programs."""
    return str((Decimal(amount_minor) / MINOR_PER_MAJOR).quantize(Decimal("0.01")))
