"""From the parts of a motif to a cloth that repeats without a seam."""

from dataclasses import dataclass
from math import ceil, cos, radians, sin, sqrt

from .drawing import number, points


@dataclass(frozen=True, kw_only=True)
class Part:
    """A thing drawn once in every repeat, centred at (x, y); nothing of it is further off than `reach`."""

    x: float = 0
    y: float = 0
    reach: float
    body: str


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One repeat of a motif, `width` x `height` units, its parts listed from back to front.

    `span` is how many pixels one repeat is wide on a cover of 640 pixels. A `diagonal` motif is laid at
    45°, for which `height` must be a whole multiple of `width`; `mirrored` leans it the other way.
    """

    width: float
    height: float
    parts: tuple[Part, ...]
    span: float
    diagonal: bool = False
    mirrored: bool = False


@dataclass(frozen=True, kw_only=True)
class Weave:
    """The contents of a square or oblong `<pattern>`: its sides in units, and what is in it."""

    width: float
    height: float
    defs: str
    body: str


def weave(tile: Tile) -> Weave:
    """The smallest upright rectangle that repeats like the tile, with all that reaches into it.

    A `<pattern>` turned by a transform would be simpler, but browsers paint one from an upright bitmap
    and turn that, with ragged edges; so diagonal motifs are turned here and the rectangle stays upright.
    """
    side = tile.height * sqrt(2)
    box = (side, side) if tile.diagonal else (tile.width, tile.height)
    turn = (45 if tile.mirrored else -45) if tile.diagonal else 0
    defs = "".join(f'<g id="p{i}">{part.body}</g>' for i, part in enumerate(tile.parts))
    uses = "".join(
        f'<use href="#p{i}" x="{number(x)}" y="{number(y)}"/>'
        for i, part in enumerate(tile.parts)
        for x, y in _places(part, tile, box, radians(turn))
    )
    middle = points((box[0] / 2, box[1] / 2))
    body = f'<g transform="translate({middle}) rotate({turn})">{uses}</g>'
    return Weave(width=box[0], height=box[1], defs=defs, body=body)


def _places(part, tile, box, turn):
    """Where copies of `part` touch the box around the origin, in the motif's own turned coordinates."""
    far = ceil(max(box) / min(tile.width, tile.height)) + 1
    for row in range(-far, far + 1):
        for column in range(-far, far + 1):
            x, y = part.x + column * tile.width, part.y + row * tile.height
            across, down = x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)
            if abs(across) < box[0] / 2 + part.reach and abs(down) < box[1] / 2 + part.reach:
                yield x, y


def pattern(woven: Weave, *, name: str, scale: float, x: float, y: float) -> str:
    """The `<pattern id=name>` of a weave, with the middle of one repeat at pixel (x, y)."""
    corner = points((x - woven.width / 2 * scale, y - woven.height / 2 * scale))
    size = f'width="{number(woven.width)}" height="{number(woven.height)}" patternUnits="userSpaceOnUse"'
    place = f"translate({corner}) scale({scale:.3f})"
    return f'{woven.defs}<pattern id="{name}" {size} patternTransform="{place}">{woven.body}</pattern>'
