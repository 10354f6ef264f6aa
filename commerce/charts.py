"""Charts that the server draws: bars in an SVG that the stylesheet colours."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 160
GAP = 0.25  # of the place of a bar


@dataclass(frozen=True, kw_only=True)
class Column:
    """One bar: its rectangle, and whether it stands below the line."""

    x: str
    y: str
    width: str
    height: str
    is_below: bool


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Bars from left to right; `zero` is the height of the line on which they stand."""

    columns: list[Column]
    zero: str
    width: int = WIDTH
    height: int = HEIGHT


def bar_chart(values: Sequence[int]) -> Chart:
    """A bar for each value; those below zero hang from the line. Nothing but the line where all are 0."""
    top, bottom = max(0, *values, 0), min(0, *values, 0)
    scale = HEIGHT / ((top - bottom) or 1)
    zero = top * scale if top or bottom else HEIGHT
    place = WIDTH / max(len(values), 1)
    columns = [
        Column(
            x=_short(number * place + place * GAP / 2),
            y=_short(zero - max(value, 0) * scale),
            width=_short(place * (1 - GAP)),
            height=_short(abs(value) * scale),
            is_below=value < 0,
        )
        for number, value in enumerate(values)
    ]
    return Chart(columns=columns, zero=_short(zero))


def _short(number: float) -> str:
    """With a point in every language."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
