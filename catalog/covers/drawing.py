"""The draughtsman's tools that all motifs share: numbers, chance and small shapes.

A cover's root element sets `fill="none"` and round line caps, so every shape here names its own paint.
"""

from math import cos, radians, sin
from random import Random


class Dice:
    """Chance that falls the same way for the same key, on every machine and Python version."""

    def __init__(self, key: str):
        self._random = Random(key)

    def between(self, low: float, high: float) -> float:
        """A number from `low` up to `high`."""
        return low + (high - low) * self._random.random()

    def pick(self, choices):
        """One of `choices`, each as likely as the others."""
        return choices[int(self._random.random() * len(choices))]

    def chance(self, share: float) -> bool:
        """True in `share` (0..1) of all throws."""
        return self._random.random() < share


def number(value: float) -> str:
    """A coordinate as short as it may be: one decimal, no trailing zero, no minus zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def points(*pairs: tuple[float, float]) -> str:
    """Coordinates as an SVG list, `x y x y`."""
    return " ".join(f"{number(x)} {number(y)}" for x, y in pairs)


def around(radius: float, count: int, *, start: float = 0) -> list[tuple[float, float]]:
    """`count` points evenly around the origin, the first at `start` degrees."""
    turns = [radians(start + 360 / count * i) for i in range(count)]
    return [(radius * cos(turn), radius * sin(turn)) for turn in turns]


def fill(data: str, colour: str, extra: str = "") -> str:
    """A filled path."""
    return f'<path d="{data}" fill="{colour}"{extra}/>'


def line(data: str, colour: str, width: float, extra: str = "") -> str:
    """A drawn path, `width` units thick."""
    return f'<path d="{data}" stroke="{colour}" stroke-width="{number(width)}"{extra}/>'


def shape(data: str, inside: str, outline: str, width: float) -> str:
    """A filled path with an outline."""
    return f'<path d="{data}" fill="{inside}" stroke="{outline}" stroke-width="{number(width)}"/>'


def disc(radius: float, inside: str, outline: str = "none", width: float = 0) -> str:
    """A circle around the origin."""
    return f'<circle r="{number(radius)}" fill="{inside}" stroke="{outline}" stroke-width="{number(width)}"/>'


def oblong(x: float, y: float, right: float, bottom: float) -> str:
    """Path data of an upright rectangle."""
    return f"M{points((x, y))}H{number(right)}V{number(bottom)}H{number(x)}z"


def shifted(element: str, x: float, y: float) -> str:
    """`element` with its origin moved to (x, y)."""
    return f'<g transform="translate({points((x, y))})">{element}</g>'


def root(width: float, height: float, content: str, *, view: tuple[float, float] | None = None) -> str:
    """A complete SVG document of `width` x `height` pixels; in another shape it is cropped, not squeezed.

    `view` is the size of the coordinate system, where that differs.
    """
    right, bottom = view or (width, height)
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {right:g} {bottom:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="xMidYMid slice" '
        f'fill="none" stroke-linecap="round">{content}</svg>'
    )


def dots(colour: str, radius: float, *centres: tuple[float, float]) -> str:
    """Cecek, the dots that hot wax leaves: strokes of no length, which round caps make into discs."""
    return line("".join(f"M{points(spot)}h0" for spot in centres), colour, 2 * radius)


def dotted(data: str, colour: str, width: float, pitch: float) -> str:
    """A path drawn as a string of dots, `pitch` from one to the next."""
    return line(data, colour, width, f' stroke-dasharray="0 {number(pitch)}"')


def leaf(inner: float, outer: float, half: float, *, turn: float = 0) -> str:
    """Path data of a pointed petal from radius `inner` to `outer`, `half` wide to each side of its axis."""
    near, far = inner + (outer - inner) * 0.18, inner + (outer - inner) * 0.82
    swing = half * 4 / 3
    across, up = cos(radians(turn)), sin(radians(turn))

    def at(x, y):
        return x * across - y * up, x * up + y * across

    return (
        f"M{points(at(inner, 0))}C{points(at(near, -swing), at(far, -swing), at(outer, 0))}"
        f"C{points(at(far, swing), at(near, swing), at(inner, 0))}z"
    )


def ring(name: str, element: str, count: int) -> str:
    """`element` repeated `count` times around the origin; `name` must be unique in the drawing.

    The wreath is doubled as long as that works out, which keeps it short and quick to paint.
    """
    step, copies, label = 360 / count, 1, name
    drawn = f'<g id="{name}">{element}</g>'
    while count % (2 * copies) == 0:
        drawn = f'<g id="{label}x">{drawn}{_turned(label, step * copies)}</g>'
        copies, label = 2 * copies, f"{label}x"
    return drawn + "".join(_turned(label, step * i) for i in range(copies, count, copies))


def _turned(name, angle):
    return f'<use href="#{name}" transform="rotate({number(angle)})"/>'
