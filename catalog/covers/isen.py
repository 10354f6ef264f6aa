"""Isen: the small fillings of batik (dots, scales, lines, curls) for the calmer part of a cover."""

from .drawing import Dice, dots, fill, line, oblong
from .palette import Dyes


def isen(dice: Dice, dyes: Dyes) -> str:
    """A `<pattern id="i">` with one of the traditional fillings on the deeper ground."""
    wide, tall, body = dice.pick((_cecek, _sisik, _grinsing, _galaran, _ukel))(dyes)
    scale = dice.between(1.15, 1.6)
    return (
        f'<pattern id="i" width="{wide}" height="{tall}" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({scale:.2f})">{fill(oblong(0, 0, wide, tall), dyes.shade)}{body}</pattern>'
    )


def _cecek(dyes):
    """Dots in threes."""
    return 20, 20, dots(dyes.dye, 1.7, (5, 4), (3, 7.5), (7, 7.5), (15, 14), (13, 17.5), (17, 17.5))


def _sisik(dyes):
    """Fish scales."""
    scale = "a10 10 0 0 0 20 0"
    return 20, 20, line(f"M0 0{scale}M-10 10{scale}{scale}M-10-10{scale}{scale}", dyes.dye, 1.4)


def _grinsing(dyes):
    """Scales with a dot in each, said to keep illness away."""
    wide, tall, scales = _sisik(dyes)
    return wide, tall, scales + dots(dyes.dye, 1.8, (10, 4.5), (0, 14.5), (20, 14.5))


def _galaran(dyes):
    """Wavering lines, like split bamboo."""
    return 24, 9, line("M0 4.5q6-4.5 12 0t12 0", dyes.dye, 1.5)


def _ukel(dyes):
    """Fern curls, every other one turned round."""
    curl = line("M3 14c0-14 14-13 13-4c-1 6-9 5-8 0c1-3 4-2 4 0", dyes.dye, 1.6)
    return 36, 20, f'{curl}<g transform="rotate(180 18 10)">{curl}</g>'
