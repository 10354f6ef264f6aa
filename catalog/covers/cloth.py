"""A painted cloth, ready to be laid out: the motif everywhere, or through a round window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from . import ceplok, kawung, mega_mendung, parang, truntum
from .drawing import Dice, fill, number, oblong, points
from .palette import Dyes
from .weave import Tile, pattern, weave

TILES: dict[str, Callable[[Dice, Dyes], Tile]] = {
    "kawung": kawung.tile,
    "parang": parang.tile,
    "truntum": truntum.tile,
    "ceplok": ceplok.tile,
}
CLOUDS = "mega-mendung"
MOTIFS = (*TILES, CLOUDS)


@dataclass(frozen=True, kw_only=True)
class Cloth:
    """`body` covers the whole picture; `disc(x, y, radius)` shows the motif in a circle, in pixels."""

    body: str
    disc: Callable[[float, float, float], str]


def paint(
    motif: str,
    dice: Dice,
    dyes: Dyes,
    *,
    width: float,
    height: float,
    span: float | None = None,
    middle: tuple[float, float] | None = None,
) -> Cloth:
    """The motif in these dyes over `width` x `height` pixels, without the ground.

    Chance chooses how wide one repeat is and where it begins, unless `span` (pixels) and `middle` (where
    the middle of one repeat lies) are given.
    """
    if motif == CLOUDS:
        return _sky(mega_mendung.clouds(dice, dyes, width=width, height=height, span=span))
    tile = TILES[motif](dice, dyes)
    scale = (span or tile.span) / tile.width
    woven = weave(tile)
    x, y = middle or (dice.between(0, width), dice.between(0, height))
    body = (
        f"<defs>{pattern(woven, name='m', scale=scale, x=x, y=y)}</defs>{fill(oblong(0, 0, width, height), 'url(#m)')}"
    )
    return Cloth(body=body, disc=partial(_lens, dice=dice, woven=woven, tile=tile, scale=scale))


def _lens(x, y, radius, *, dice, woven, tile, scale):
    """A round window on the motif, at least as large as beside it and with one repeat in its middle."""
    zoom = max(scale, radius / tile.height * dice.pick((0.9, 1.2)))
    corner = points((x - woven.width / 2 * zoom, y - woven.height / 2 * zoom))
    return (
        f'<pattern id="n" href="#m" patternTransform="translate({corner}) scale({zoom:.3f})"/>'
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="url(#n)"/>'
    )


def _sky(clouds):
    def disc(x, y, radius):
        circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
        return f'<clipPath id="d">{circle}</clipPath><use href="#m" clip-path="url(#d)"/>'

    return Cloth(body=f'<g id="m">{clouds}</g>', disc=disc)
