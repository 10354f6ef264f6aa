"""Ceplok: rosettes cut from squares, circles and stars, one beside the other like tiles in a palace."""

from .drawing import Dice, around, disc, dots, dotted, fill, leaf, line, ring, shape
from .palette import Dyes
from .weave import Part, Tile

SIDE = 120


def tile(dice: Dice, dyes: Dyes) -> Tile:
    """A framed rosette in the middle and a lesser one where four frames meet."""
    frame = dice.pick((_diamond, _circles, _star, _octagon))(dyes)
    corner = dice.pick((_corner_flower, _corner_cross))(dyes)
    return Tile(
        width=SIDE,
        height=SIDE,
        parts=(
            Part(reach=62, body=frame + _rosette(dice, dyes)),
            Part(x=60, y=60, reach=22, body=corner),
        ),
        span=dice.between(92, 150),
        diagonal=dice.chance(0.25),
    )


def _rosette(dice, dyes):
    """Veined petals about an eye, with a dot between each two."""
    count = dice.pick((8, 8, 12, 6))
    half = {6: 10.5, 8: 8.4, 12: 5.4}[count]
    petal = fill(leaf(9, 36, half), dyes.wax) + fill(leaf(15, 30, half * 0.36), dyes.ground)
    eye = disc(8, dyes.accent, dyes.ground, 2.5)
    between = dots(dyes.accent, 2.3, *around(34, count, start=180 / count))
    return ring("o", petal, count) + between + eye + dots(dyes.ground, 2.6, (0, 0))


def _diamond(dyes):
    """A lozenge lattice with a second, dotted line inside it."""
    inner = dotted("M0-51L51 0 0 51-51 0z", dyes.dye, 2.8, 6)
    return _panel("M0-60L60 0 0 60-60 0z", dyes) + inner


def _circles(dyes):
    """Circles that touch, each with a dotted rim."""
    field = disc(58, dyes.shade, dyes.wax, 3) + disc(45, "none", dyes.dye, 1.8)
    return field + dots(dyes.dye, 2.2, *around(51.4, 20))


def _star(dyes):
    """The eight-pointed star of two squares, as on the cloths of Yogyakarta."""
    square = "M-41-41H41V41H-41z"
    return (
        f'{_panel(square, dyes)}<g transform="rotate(45)">{_panel(square, dyes)}</g>'
        f"{fill('M-39-39H39V39H-39z', dyes.shade)}{disc(42, 'none', dyes.dye, 2)}"
    )


def _octagon(dyes):
    """Octagons edge to edge, leaving small squares at the corners."""
    rim = "M-24.8-60H24.8L60-24.8V24.8L24.8 60H-24.8L-60 24.8V-24.8z"
    return f'{_panel(rim, dyes)}<g transform="scale(.83)">{line(rim, dyes.dye, 2.4)}</g>'


def _panel(data, dyes):
    return shape(data, dyes.shade, dyes.wax, 2.8)


def _corner_flower(dyes):
    pair = fill(leaf(3, 14, 2.6), dyes.wax) + fill(leaf(3, 21, 4.6, turn=45), dyes.dye)
    return ring("q", pair, 4) + dots(dyes.accent, 3.6, (0, 0))


def _corner_cross(dyes):
    square = fill("M0-13L13 0 0 13-13 0z", dyes.accent) + fill("M0-6L6 0 0 6-6 0z", dyes.ground)
    return square + dots(dyes.dye, 2.2, *around(18, 8))
