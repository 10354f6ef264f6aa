"""Putting a cover together: dyes, cloth, layout, and the traces of the hand."""

from zlib import crc32

from .cloth import MOTIFS, paint
from .drawing import Dice, fill, line, number, oblong, points, root
from .layout import HEIGHT, LAYOUTS, WIDTH
from .palette import MOODS

MAX_HUE = 359
MAX_SEED = 2**32 - 1


def cover_seed(title: str) -> int:
    """The seed of a course's cover, 0 to `MAX_SEED`: the same title always gives the same cover."""
    return crc32(title.strip().encode())


def cover_svg(*, motif: str, hue: int, seed: int, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A batik cover as a complete SVG document, the same for the same arguments, under 6 kB.

    `motif` is one of `MOTIFS`, `hue` 0 to 359, `seed` 0 to `MAX_SEED`. The drawing has no script, style,
    text or outside reference. Raises ValueError for other values.
    """
    check(motif=motif, hue=hue, seed=seed)
    dice = Dice(f"{motif}/{seed}")
    dyes = dice.pick(MOODS)(hue)
    layout = dice.pick(LAYOUTS)
    cloth = paint(motif, dice, dyes, width=WIDTH, height=HEIGHT)
    ground = fill(oblong(0, 0, WIDTH, HEIGHT), dyes.ground)
    picture = ground + layout(dice, dyes, cloth) + _crackle(dice, dyes) + _bath(dice)
    return root(width, height, picture, view=(WIDTH, HEIGHT))


def check(*, motif: str, hue: int, seed: int) -> None:
    """Raise ValueError unless these describe a cover."""
    if motif not in MOTIFS or not 0 <= hue <= MAX_HUE or not 0 <= seed <= MAX_SEED:
        raise ValueError(f"no such cover: {motif!r}, hue {hue}, seed {seed}")


def _crackle(dice, dyes):
    """Fine veins where the wax broke and dye ran in."""
    veins = ""
    for _ in range(dice.pick((2, 3, 4))):
        start = dice.between(0, WIDTH), dice.between(-10, HEIGHT / 2)
        drift = dice.between(-26, 26)
        steps = [(drift + dice.between(-16, 16), dice.between(12, 34)) for _ in range(6)]
        veins += f"M{points(start)}l{points(*steps)}"
    return line(veins, dyes.shade, 1.2, ' stroke-opacity=".6"')


def _bath(dice):
    """The cloth took the dye a little deeper towards one corner."""
    x, y = number(dice.between(0.1, 0.9)), number(dice.between(0, 0.4))
    return (
        f'<radialGradient id="g" cx="{x}" cy="{y}" r="1"><stop stop-color="#fff" stop-opacity=".07"/>'
        f'<stop offset="1" stop-color="#210" stop-opacity=".18"/></radialGradient>'
        f"{fill(oblong(0, 0, WIDTH, HEIGHT), 'url(#g)')}"
    )
