"""Parang: diagonal rows of blades like breaking waves, with a chain of diamonds (mlinjon) between.

A blade looks the same upside down: its outline is drawn for one half and turned by 180° for the other.
"""

from .drawing import Dice, dots, fill, line, points
from .palette import Dyes
from .weave import Part, Tile

STEP = 44
ROW = 3 * STEP
"""From one row of blades to the next; three steps, so that the slanting cloth repeats upright too."""


def tile(dice: Dice, dyes: Dyes) -> Tile:
    """One blade, the line in the gap beside it and two links of the chain."""
    lean, chain = dice.between(-8, 12), dice.pick((18, 22, 27))
    tall = (ROW - chain - 8) / 100
    broad = dice.between(1.06, 1.16)
    stretch = f'<g transform="scale({broad:.2f} {tall:.2f})">'
    body = (
        f"{stretch}{fill(blade(lean), dyes.wax)}{line(_wave(lean * 0.45 + 1, 30), dyes.ground, 2.4)}"
        f"{dots(dyes.accent, 3, (15 + lean, -41), (-15 - lean, 41))}</g>"
    )
    gap = f"{stretch}{line(_wave(lean * 0.45, 38), dyes.dye, 2.6)}</g>"
    return Tile(
        width=STEP,
        height=ROW,
        parts=(
            Part(x=STEP / 2, reach=42, body=gap),
            Part(reach=62, body=body),
            Part(y=ROW / 2, reach=32, body=_chain(chain, dyes)),
        ),
        span=dice.between(30, 48),
        diagonal=True,
        mirrored=dice.chance(0.25),
    )


def blade(lean: float) -> str:
    """Path data of one blade around the origin; `lean` pushes its two hooks apart, in units."""
    bend = lean * 0.55
    half = [
        (-12, -14), (bend - 6, -22), (bend - 6, -33),
        (bend - 6, -44), (lean + 4, -50), (lean + 13, -50),
        (lean + 24, -50), (lean + 27, -39), (lean + 21, -34.5),
        (lean + 16, -31), (lean + 9, -34), (lean + 11, -40),
        (lean + 6, -35), (bend + 6, -29), (bend + 8, -21),
        (bend + 11, -12), (11, -8), (9, 0),
    ]  # fmt: skip
    return f"M-9 0C{points(*half, *[(-x, -y) for x, y in half])}z"


def _wave(bend, end):
    """The S through the middle of a blade or of the gap beside it."""
    return f"M{points((-bend, end))}C-8 14-2 8 0 0S8-14 {points((bend, -end))}"


def _chain(height, dyes):
    """Two diamonds between two drawn lines."""
    edge, tall = height / 2, height / 2 - 4
    links = "".join(f"M{x} 0l{points((11, -tall), (11, tall), (-11, tall))}z" for x in (-22, 0))
    rails = f"M-22 {-edge:g}h44M-22 {edge:g}h44"
    return line(rails, dyes.wax, 2.6) + fill(links, dyes.accent)
