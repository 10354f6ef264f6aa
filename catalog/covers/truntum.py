"""Truntum: small stars of jasmine strewn on a night sky, given by parents at a wedding."""

from .drawing import Dice, around, disc, dots, dotted, fill, leaf, line, points, ring
from .palette import Dyes
from .weave import Part, Tile

SIDE = 80


def tile(dice: Dice, dyes: Dyes) -> Tile:
    """A large and a small star in half-drop, with dots on the ways between them."""
    tall = SIDE * dice.pick((1, 1, 1, 1.15))
    ways = dice.pick((_lozenge, _arcs, _strewn))(SIDE / 2, tall / 2, dyes)
    return Tile(
        width=SIDE,
        height=tall,
        parts=(
            Part(reach=SIDE / 2 + 8, body=ways),
            Part(reach=36, body=_large_star(dice, dyes)),
            Part(x=SIDE / 2, y=tall / 2, reach=25, body=_small_star(dice, dyes)),
        ),
        span=dice.between(62, 104),
        diagonal=tall == SIDE and dice.chance(0.3),
    )


def _large_star(dice, dyes):
    """Four petals and four fans of stamens, each stamen ending in a dot."""
    start = dice.pick((0, 45))
    spread = dice.pick(((-20, 0, 20), (-27, -9, 9, 27)))
    reach = dice.between(26, 31)
    quarter = "".join(line(_ray(9, reach - 6, 45 + side), dyes.wax, 2.2) for side in spread)
    quarter += dots(dyes.accent, 2, *[around(reach, 1, start=45 + side)[0] for side in spread])
    quarter += fill(leaf(5, reach + 3, 6.6), dyes.wax) + fill(leaf(11, reach - 5, 2.1), dyes.dye)
    return f'<g transform="rotate({start})">{ring("w", quarter, 4)}</g>{_eye(5.5, dyes)}'


def _small_star(dice, dyes):
    """Eight or six short petals around an eye, in a ring of dots."""
    count = dice.pick((8, 8, 6))
    petals = ring("y", fill(leaf(4, 16, 3), dyes.dye), count)
    return petals + dots(dyes.wax, 1.6, *around(20.5, count, start=180 / count)) + _eye(4, dyes)


def _ray(inner, outer, turn):
    return f"M{points(*around(inner, 1, start=turn))}L{points(*around(outer, 1, start=turn))}"


def _eye(radius, dyes):
    return disc(radius, dyes.accent, dyes.ground, 2)


def _lozenge(x, y, dyes):
    """A string of dots from each edge's middle to the next."""
    return dotted(f"M0 {-y:g}L{x:g} 0 0 {y:g} {-x:g} 0z", dyes.dye, 2.6, 6.5)


def _arcs(x, y, dyes):
    """Scallops around each large star."""
    return dotted(f"M0 {-y:g}A{x:g} {y:g} 0 0 1 0 {y:g}A{x:g} {y:g} 0 0 1 0 {-y:g}", dyes.dye, 2.4, 6.28)


def _strewn(x, y, dyes):
    """Dots in fours between two large stars."""
    return dots(dyes.dye, 2, *[(x + a, b) for a, b in around(7, 4)], *[(a, y + b) for a, b in around(7, 4)])
