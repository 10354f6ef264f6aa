"""The dyes of covers: right colours from OKLCH, and enough contrast to see the drawing."""

import pytest

from catalog.covers.palette import MOODS, accent_hue, faint, oklch_to_hex, print_ink


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# --- Conversion ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("oklch", "expected"),
    [
        ((0, 0, 0), "#000000"),
        ((1, 0, 0), "#ffffff"),
        ((0.62796, 0.25768, 29.234), "#ff0000"),
        ((0.86644, 0.29483, 142.495), "#00ff00"),
        ((0.45201, 0.31321, 264.052), "#0000ff"),
    ],
)
def test_oklch_to_hex_gives_the_known_colours(oklch, expected):
    assert oklch_to_hex(*oklch) == expected


def test_oklch_to_hex_lowers_the_chroma_of_colours_that_screens_cannot_show():
    shown = oklch_to_hex(0.9, 0.4, 264)
    assert shown == oklch_to_hex(0.9, 0.4, 264 + 360)
    assert luminance(shown) == pytest.approx(luminance(oklch_to_hex(0.9, 0, 0)), rel=0.15)


# --- Dyes ------------------------------------------------------------------------------------
@pytest.mark.parametrize("mood", dict.fromkeys(MOODS), ids=lambda mood: mood.__name__)
@pytest.mark.parametrize("hue", range(0, 360, 30))
def test_dyes_let_the_drawn_line_stand_out_from_the_ground(mood, hue):
    dyes = mood(hue)
    assert contrast(dyes.wax, dyes.ground) >= 4.5
    assert contrast(dyes.wax, dyes.shade) >= 4.5


@pytest.mark.parametrize("hue", range(0, 360, 30))
def test_dyes_of_a_band_can_be_seen_on_white_and_on_dark_grey(hue):
    tone = faint(hue).wax
    assert contrast(tone, "#faf7f2") >= 2.5
    assert contrast(tone, "#1d1916") >= 2.5


@pytest.mark.parametrize("hue", range(0, 360, 30))
def test_dyes_for_print_draw_dark_on_almost_white(hue):
    dyes = print_ink(hue)
    assert contrast(dyes.wax, "#ffffff") >= 7
    assert contrast(dyes.ground, "#ffffff") <= 1.15


def test_accent_hue_keeps_its_distance_from_the_hue():
    distances = [abs(accent_hue(hue) - hue) for hue in range(360)]
    assert min(min(distance, 360 - distance) for distance in distances) >= 40
