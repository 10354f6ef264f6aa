"""How a cover is laid out: where the motif runs free and where the eye may rest.

The layouts are named after the ways in which real cloths are divided. Each takes the painted cloth and
returns the picture, without its ground.
"""

from .cloth import Cloth
from .drawing import Dice, disc, dots, dotted, fill, leaf, line, number, oblong, points, ring, shape, shifted
from .isen import isen
from .palette import Dyes

WIDTH, HEIGHT = 640, 360
RAIL = 2.4
"""Thickness of a drawn line, in pixels."""


def whole(dice: Dice, dyes: Dyes, cloth: Cloth) -> str:
    """The motif from edge to edge."""
    return cloth.body


def pagi_sore(dice: Dice, dyes: Dyes, cloth: Cloth) -> str:
    """Morning and evening: a slanting seam, beyond which the cloth went through a second bath."""
    seam, slant = dice.between(0.5, 0.68) * WIDTH, dice.between(0.12, 0.24) * WIDTH
    top, bottom = seam + slant, seam - slant
    evening = f"M{points((top, 0))}H{WIDTH}V{HEIGHT}H{number(bottom)}z"
    edge = f"M{points((top, -4), (bottom, HEIGHT + 4))}"
    braid = line(edge, dyes.ground, 24) + line(edge, dyes.wax, 18) + line(edge, dyes.shade, 13)
    return cloth.body + _quiet(dice, dyes, evening) + braid + dotted(edge, dyes.accent, 6, 12)


def tumpal(dice: Dice, dyes: Dyes, cloth: Cloth) -> str:
    """A row of tall triangles along one side, the head of a sarong."""
    count = dice.pick((4, 5, 6))
    base, tall, edge = HEIGHT / count, dice.between(0.19, 0.27) * WIDTH, 24
    teeth = "".join(f'<use href="#t" x="{edge}" y="{number(base * (i + 0.5))}"/>' for i in range(count))
    rails = f"M{edge} 0v{HEIGHT}M{number(tall + 50)} 0v{HEIGHT}M{number(tall + 57)} 0v{HEIGHT}"
    flip = f' transform="translate({WIDTH}) scale(-1 1)"' if dice.chance(0.5) else ""
    head = fill(oblong(0, 0, tall + 57, HEIGHT), dyes.shade) + fill(oblong(0, 0, edge, HEIGHT), dyes.ground)
    beads = dotted(f"M{edge / 2:g} 6V{HEIGHT}", dyes.accent, 5, 12)
    return (
        f'<defs>{isen(dice, dyes)}<g id="t">{_tooth(dyes, base, tall)}</g></defs>{cloth.body}'
        f"<g{flip}>{head}{teeth}{line(rails, dyes.wax, RAIL)}{beads}</g>"
    )


def _tooth(dyes, base, tall):
    """One triangle, its foot on the y axis: a filling, a smaller one within, a bud and a bead at the tip."""
    outer = f"M0 {number(-base / 2)}L{points((tall, 0), (0, base / 2))}z"
    inner = f"M0 {number(-base * 0.28)}L{points((tall * 0.6, 0), (0, base * 0.28))}z"
    bud = fill(leaf(5, tall * 0.42, base * 0.1), dyes.accent) + dots(dyes.accent, 3, (tall + 8, 0))
    return shape(outer, "url(#i)", dyes.wax, RAIL) + shape(inner, dyes.ground, dyes.dye, 2) + bud


def medallion(dice: Dice, dyes: Dyes, cloth: Cloth) -> str:
    """A bright disc of the motif, ringed with petals, on the same cloth dyed over or on a filling."""
    x, y = dice.pick((0.5, 0.34, 0.66)) * WIDTH, HEIGHT / 2
    radius, count = dice.between(0.3, 0.36) * HEIGHT, dice.pick((32, 40, 48))
    petal = leaf(radius + 7, radius + 27, 1.9 * (radius + 17) / count)
    halo = dotted(_circle(radius + 35), dyes.accent, 3.8, 3.1416 * (radius + 35) / count)
    wreath = disc(radius + 45, dyes.shade, dyes.wax, RAIL) + halo + ring("r", fill(petal, dyes.wax), count)
    quiet = _quiet(dice, dyes, oblong(0, 0, WIDTH, HEIGHT))
    window = shifted(wreath + disc(radius, dyes.ground), x, y) + cloth.disc(x, y, radius)
    return cloth.body + quiet + window + shifted(line(_circle(radius), dyes.wax, 4), x, y)


def hem(dice: Dice, dyes: Dyes, cloth: Cloth) -> str:
    """A calm band along the lower edge with a row of petals, the border of a long cloth."""
    tall, pitch = dice.between(0.22, 0.29) * HEIGHT, dice.pick((32, 40))
    top = HEIGHT - tall
    petal = leaf(0, tall * 0.46, pitch * 0.23, turn=-90)
    bud = fill(petal, dyes.wax) + dots(dyes.accent, 2.6, (pitch / 2, -tall * 0.23))
    row = "".join(f'<use href="#h" x="{pitch * i + pitch // 2}"/>' for i in range(WIDTH // pitch))
    rail = f"M0 {number(top)}H{WIDTH}M0 {number(top + 6)}H{WIDTH}"
    panel = oblong(-9, top + tall * 0.21, WIDTH + 9, top + tall * 0.81)
    return (
        f'<defs>{isen(dice, dyes)}<g id="h">{bud}</g></defs>{cloth.body}'
        f"{fill(oblong(0, top, WIDTH, HEIGHT), 'url(#i)')}{shape(panel, dyes.ground, dyes.wax, RAIL)}"
        f"{line(rail, dyes.wax, RAIL)}{shifted(row, 0, top + tall * 0.74)}"
    )


def _quiet(dice, dyes, area):
    """An area where the cloth below is dyed over, or, less often, replaced by a filling."""
    if dice.chance(0.6):
        return fill(area, dyes.shade, ' fill-opacity=".8"')
    return f"<defs>{isen(dice, dyes)}</defs>{fill(area, 'url(#i)')}"


def _circle(radius):
    """Path data of a circle around the origin, for lines that a circle element cannot dot evenly."""
    r = number(radius)
    return f"M{r} 0A{r} {r} 0 1 1-{r} 0A{r} {r} 0 1 1 {r} 0"


LAYOUTS = (whole, whole, pagi_sore, tumpal, medallion, hem)
