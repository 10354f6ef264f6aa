"""Kawung: four ovals around a point, the cut fruit of the sugar palm.

Its geometry is equal circles on a square grid: every petal is where two neighbours overlap, so that
petals meet four by four both at the grid points and half-way between them.
"""

from .drawing import Dice, around, dots, fill, leaf, line, ring, shape
from .palette import Dyes
from .weave import Part, Tile

SIDE = 100
REACH = SIDE / 2**0.5
"""From one meeting point of four petals to the next, along the diagonal."""


def tile(dice: Dice, dyes: Dyes) -> Tile:
    """Four petals around the middle, whose tips make the corner flowers; stars in the spaces."""
    half = dice.between(13.5, 15.8)
    seeds = dice.pick((_two_seeds, _spine, _cross_seeds))(dyes)
    rim = line(leaf(9, REACH - 9, half - 4), dyes.dye, 1.6)
    petal = fill(leaf(3, REACH - 3, half), dyes.wax) + rim + seeds
    flower = f'<g transform="rotate(45)">{ring("k", petal, 4)}</g>{dots(dyes.accent, 4.5, (0, 0))}'
    star = dice.pick((_star_cross, _star_diamond, _star_rosette))(dyes)
    return Tile(
        width=SIDE,
        height=SIDE,
        parts=(
            Part(x=50, reach=16, body=star),
            Part(y=50, reach=16, body=star),
            Part(reach=70, body=flower),
            Part(x=50, y=50, reach=5, body=dots(dyes.accent, 4.5, (0, 0))),
        ),
        span=dice.between(74, 130),
        diagonal=dice.chance(0.4),
    )


def _two_seeds(dyes):
    """The usual two seeds, end to end along the petal."""
    return fill(leaf(18, 33, 3) + leaf(37.7, 52.7, 3), dyes.ground)


def _spine(dyes):
    """A mid-rib with a dot at each end."""
    return line("M26 0H45", dyes.ground, 3) + dots(dyes.ground, 2.6, (18.5, 0), (52.2, 0))


def _cross_seeds(dyes):
    """Four seeds crosswise between two dots, as on court cloth."""
    return dots(dyes.ground, 2.3, (21, 0), (29, 0), (35.4, -4.4), (35.4, 4.4), (41.8, 0), (49.8, 0))


def _star_cross(dyes):
    return line("M-14 0H14M0-14V14", dyes.dye, 2.2) + dots(dyes.wax, 2.1, *around(11.5, 4, start=45))


def _star_diamond(dyes):
    return shape("M-15 0L0-15 15 0 0 15z", dyes.shade, dyes.dye, 2) + dots(dyes.accent, 3.6, (0, 0))


def _star_rosette(dyes):
    return dots(dyes.dye, 2.3, *around(12, 8)) + dots(dyes.accent, 4.2, (0, 0))
