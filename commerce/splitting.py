"""How the net price of a course is split between those who teach it and the platform; no database here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .money import allocate

HUNDREDTHS = 100  # of a percent: what a rate is exact to


@dataclass(frozen=True, kw_only=True)
class Sharer:
    """Somebody who teaches a course: so many parts of what all its teachers get, at this rate of the net price."""

    instructor_id: int
    parts: int
    percent: Decimal


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one of them gets, or without an instructor the platform. The amount is not negative."""

    instructor_id: int | None
    percent: Decimal
    amount_minor: int


def split_net(net_minor: int, sharers: Sequence[Sharer]) -> list[Part]:
    """The parts of everybody, the platform's last; they sum up to the net price exactly.

    The teachers together get the mean of their rates by their parts, half a unit rounded up; between
    them it goes by parts and rates. The platform keeps the rest.
    """
    parts = [sharer.parts for sharer in sharers]
    if not any(parts):
        parts = [1] * len(sharers)
    weights = [count * int(sharer.percent * HUNDREDTHS) for count, sharer in zip(parts, sharers, strict=True)]
    mean = Decimal(sum(weights)) / (HUNDREDTHS * sum(parts)) if sharers else Decimal(0)
    shared = int((net_minor * mean / 100).to_integral_value(ROUND_HALF_UP))
    amounts = allocate(shared, weights)
    return [
        *(
            Part(instructor_id=sharer.instructor_id, percent=sharer.percent, amount_minor=amount)
            for sharer, amount in zip(sharers, amounts, strict=True)
        ),
        Part(
            instructor_id=None,
            percent=(100 - mean).quantize(Decimal("0.01"), ROUND_HALF_UP),
            amount_minor=net_minor - shared,
        ),
    ]


def take_back(amount_minor: int, left: Sequence[int]) -> list[int]:
    """Split a refund in the proportion of what each has left of the sale.

    As long as the amount is not more than all have left, nobody gives back more than they have: a full
    refund takes exactly what is left, and several partial ones never take more than the sale gave.
    """
    return allocate(amount_minor, left)
