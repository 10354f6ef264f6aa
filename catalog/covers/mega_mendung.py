"""Mega mendung: the rain clouds of Cirebon, each in several shades from its rim to its heart.

The shades are strokes of the outline, clipped to its inside and the narrowest last, so that every band
keeps the same width round each billow, as a canting follows the line before it.
"""

from itertools import pairwise

from .drawing import Dice, line, number, points
from .palette import Dyes

LENGTH = 300
"""From tip to tip, in units of the cloud; it is about 130 high."""
BAND = 7.5
"""Width of one shade in the same units."""
TOPS = (
    ((-98, 2), (-78, -34), (-36, -58), (18, -62), (62, -38), (92, -6)),
    ((-96, 6), (-84, -26), (-40, -46), (-4, -72), (48, -58), (82, -26), (98, 2)),
    ((-94, 4), (-62, -30), (-26, -40), (24, -66), (70, -44), (96, 0)),
)


def clouds(dice: Dice, dyes: Dyes, *, width: float, height: float, span: float | None = None) -> str:
    """Rows of clouds over a `width` x `height` sky, the lower ones in front; `span` is their usual length."""
    names = "ab"
    drawn = "".join(_cloud(name, dice, dyes) for name in names)
    size = span / LENGTH if span else dice.between(0.7, 1)
    parts, row, y = [], 0, dice.between(0, 50) * size
    while y < height + 70 * size:
        x = (dice.between(-90, -30) + (row % 2) * 160) * size
        while x < width + 150 * size:
            parts.append(_place(dice, names, size, x, y))
            x += size * dice.between(262, 322)
        y, row = y + dice.between(84, 100) * size, row + 1
    return f"<defs>{drawn}</defs>{''.join(parts)}"


def _place(dice, names, size, x, y):
    """One cloud near (x, y), a little larger or smaller than the others, some looking the other way."""
    scale = f"{size * dice.between(0.82, 1.12):.2f}".removeprefix("0")
    flip = "-" if dice.chance(0.4) else ""
    place = f"translate({x:.0f} {y + dice.between(-10, 10) * size:.0f})scale({flip}{scale} {scale})"
    return f'<use href="#{dice.pick(names)}" transform="{place}"/>'


def _cloud(name, dice, dyes):
    """A wax rim, bands of dye inward, a light heart with a curl in it."""
    ramp = dyes.ramp
    bands = "".join(
        f'<use href="#{name}o" stroke="{ramp[step]}" stroke-width="{number(2 * BAND * (step + 1))}"/>'
        for step in (4, 3, 2, 1, 0)
    )
    curl = "M-74 24C-20 34 46 30 50 2C52-24 14-32 4-10C-4 10 20 20 28 6C32-4 20-10 16-2"
    return (
        f'<path id="{name}o" d="{_outline(dice)}" stroke-linejoin="round"/>'
        f'<clipPath id="{name}c"><use href="#{name}o"/></clipPath>'
        f'<g id="{name}"><use href="#{name}o" stroke="{dyes.wax}" stroke-width="7"/>'
        f'<g clip-path="url(#{name}c)"><use href="#{name}o" fill="{ramp[5]}"/>{bands}</g>'
        f"{line(curl, ramp[1], 3)}</g>"
    )


def _outline(dice):
    """Billows over the top, flatter ones below, and a drawn-out tip at either end."""
    top = [(x + dice.between(-5, 5), y + dice.between(-4, 4)) for x, y in dice.pick(TOPS)]
    path = f"M-152 24Q-120 22 {points(top[0])}"
    for start, end in pairwise(top):
        path += _billow(start, end, dice.between(0.52, 0.58))
    path += "Q122 20 152 30Q116 46 88 36"
    previous = (88, 36)
    for spot in ((50, 48), (6, 52), (-40, 50), (-82, 38)):
        path += _billow(previous, spot, 0.56)
        previous = spot
    return path + "Q-116 40-152 24z"


def _billow(start, end, roundness):
    """An arc that bulges outward from `start` to `end`; `roundness` 0.5 is a half circle."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    radius = number(length * roundness)
    return f"A{radius} {radius} 0 0 1 {points(end)}"
