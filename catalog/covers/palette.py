"""The colours of a cover: a handful of dyes around one hue, as sRGB hex.

Colours are chosen in OKLCH, where equal numbers look equally light, and written as sRGB hex, because
not every program that shows an SVG (mail clients, PDF renderers) reads `oklch()`.
"""

from dataclasses import dataclass
from math import cos, radians, sin

WAX_HUE = 85
SOGA_HUE = 70
"""Soga is the golden brown of central Javanese cloth."""


@dataclass(frozen=True, kw_only=True)
class Dyes:
    """Five colours that always belong together; each is `#rrggbb`.

    `ground` is the cloth, `shade` the same a step deeper, `wax` the bright drawn line,
    `dye` the middle tone and `accent` the small warm or cool spark. `ramp` leads in even steps from
    near the ground to near the wax, for motifs that shade.
    """

    ground: str
    shade: str
    wax: str
    dye: str
    accent: str
    ramp: tuple[str, ...]


def oklch_to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Return `#rrggbb` for an OKLCH colour, with chroma reduced until sRGB can show it.

    `lightness` runs from 0 to 1, `chroma` from 0 to about 0.37, `hue` is in degrees.
    """
    rgb = _linear_rgb(lightness, chroma, hue)
    while chroma > 0.001 and not all(-0.0005 <= channel <= 1.0005 for channel in rgb):
        chroma *= 0.95
        rgb = _linear_rgb(lightness, chroma, hue)
    return "#" + "".join(f"{round(_gamma(channel) * 255):02x}" for channel in rgb)


def accent_hue(hue: int) -> int:
    """Soga gold beside cool colours; beside warm ones, which it would drown in, indigo."""
    return 245 if 25 <= hue <= 125 else SOGA_HUE


def night(hue: int) -> Dyes:
    """Deep ground, bright wax: cloth dyed many times."""
    return Dyes(
        ground=oklch_to_hex(0.34, 0.085, hue),
        shade=oklch_to_hex(0.26, 0.065, hue),
        wax=oklch_to_hex(0.94, 0.03, WAX_HUE),
        dye=oklch_to_hex(0.62, 0.115, hue),
        accent=oklch_to_hex(0.78, 0.115, accent_hue(hue)),
        ramp=_ramp(hue, (0.31, 0.41, 0.52, 0.63, 0.74, 0.85)),
    )


def noon(hue: int) -> Dyes:
    """A middle ground, as after the first bath."""
    return Dyes(
        ground=oklch_to_hex(0.51, 0.115, hue),
        shade=oklch_to_hex(0.38, 0.095, hue),
        wax=oklch_to_hex(0.95, 0.03, WAX_HUE),
        dye=oklch_to_hex(0.72, 0.1, hue),
        accent=oklch_to_hex(0.86, 0.1, accent_hue(hue)),
        ramp=_ramp(hue, (0.33, 0.43, 0.56, 0.67, 0.78, 0.88)),
    )


def morning(hue: int) -> Dyes:
    """Undyed cotton with the drawing in colour: `wax` is the dark line here."""
    return Dyes(
        ground=oklch_to_hex(0.91, 0.035, WAX_HUE),
        shade=oklch_to_hex(0.84, 0.05, hue),
        wax=oklch_to_hex(0.4, 0.1, hue),
        dye=oklch_to_hex(0.68, 0.11, hue),
        accent=oklch_to_hex(0.6, 0.13, accent_hue(hue)),
        ramp=_ramp(hue, (0.86, 0.77, 0.68, 0.58, 0.48, 0.38)),
    )


def sogan(hue: int) -> Dyes:
    """Cotton, the hue as the dark line, and soga (or indigo) as the second dye: central Java's palette."""
    return Dyes(
        ground=oklch_to_hex(0.9, 0.04, WAX_HUE),
        shade=oklch_to_hex(0.81, 0.065, accent_hue(hue)),
        wax=oklch_to_hex(0.33, 0.08, hue),
        dye=oklch_to_hex(0.58, 0.1, accent_hue(hue) - 12),
        accent=oklch_to_hex(0.56, 0.125, hue),
        ramp=_ramp(hue, (0.84, 0.73, 0.62, 0.52, 0.42, 0.32)),
    )


def faint(hue: int) -> Dyes:
    """One middle tone that stays quiet on white paper and on dark grey; ground and shade are clear."""
    tone, second = oklch_to_hex(0.62, 0.12, hue), oklch_to_hex(0.48, 0.12, hue)
    return Dyes(ground="none", shade="none", wax=tone, dye=second, accent=second, ramp=(tone, second) * 3)


def print_ink(hue: int) -> Dyes:
    """For white paper: the drawing in the deep tone, on a ground so pale that it prints well."""
    return Dyes(
        ground=oklch_to_hex(0.965, 0.014, WAX_HUE),
        shade=oklch_to_hex(0.92, 0.04, hue),
        wax=oklch_to_hex(0.4, 0.1, hue),
        dye=oklch_to_hex(0.66, 0.1, hue),
        accent=oklch_to_hex(0.66, 0.12, accent_hue(hue)),
        ramp=_ramp(hue, (0.88, 0.79, 0.7, 0.61, 0.52, 0.44)),
    )


MOODS = (night, night, noon, morning, sogan, noon, morning)


def _ramp(hue, lightnesses):
    """One hue through several lightnesses, most colourful in the middle as sRGB allows."""
    return tuple(oklch_to_hex(step, 0.125 - abs(step - 0.58) * 0.2, hue) for step in lightnesses)


def _linear_rgb(lightness, chroma, hue):
    """OKLCH to linear-light sRGB by Björn Ottosson's matrices; may lie outside 0..1."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel):
    """Linear light to the sRGB curve, clamped to 0..1."""
    channel = min(1.0, max(0.0, channel))
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
