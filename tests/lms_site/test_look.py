"""The measures of the look: contrast of every text colour in both themes, and what a first visit weighs."""

import gzip
import math
import re
from pathlib import Path

import pytest

from home.models import Palette

STATIC = Path(__file__).resolve().parents[2] / "lms_site/static"
STYLES = sorted((STATIC / "css").glob("*.css"))
EXAMPLE_STYLE = STATIC.parents[1] / "docs/headless/style.css"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
CMS_SCRIPTS = sorted((STATIC / "js/cms").glob("*.js"))
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
ROLE = re.compile(r"--([a-z-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);")
GROUNDS = ["paper", "surface", "raised", "sunken"]
TEXTS = ["ink", "ink-soft", "accent", "accent-strong", "good", "warn", "bad"]


BLOCK = re.compile(r':root(?:\[data-palette="([a-z]+)"\])? \{([^}]*)\}')
PALETTES = sorted(Palette.values)


def colour_blocks() -> dict[str, str]:
    """The declarations of each palette, those of the site itself under ""."""
    tokens = (STATIC / "css/site.css").read_text("utf-8").partition("@layer tokens {")[2].partition("@layer reset {")[0]
    return dict(BLOCK.findall(tokens))


def roles(theme: int, palette: str = "") -> dict[str, float]:
    """Relative luminance of each role in a theme (0 is light, 1 is dark), with the accents of a palette."""
    blocks = colour_blocks()
    found = ROLE.findall(blocks[""]) + ROLE.findall(blocks[palette])
    return {name: luminance(values[theme]) for name, *values in found}


def luminance(oklch: str) -> float:
    """WCAG's relative luminance (0 to 1) of an OKLCH colour, by way of linear sRGB."""
    lightness, chroma, hue = (float(part) for part in oklch.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    brighter, darker = max(one, other), min(one, other)
    return (brighter + 0.05) / (darker + 0.05)


def test_luminance_of_known_colours():
    assert luminance("1 0 0") == pytest.approx(1, abs=0.001)
    assert luminance("0 0 0") == 0
    assert contrast(luminance("0.5999 0 0"), 1) == pytest.approx(3.95, abs=0.05)  # sRGB grey #808080


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_reads_on_every_ground(theme, text, palette):
    colours = roles(theme, palette)
    assert {ground for ground in GROUNDS if contrast(colours[text], colours[ground]) < 4.5} == set()


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["accent", "good", "warn", "bad"])
def test_text_reads_on_the_wash_of_its_kind(theme, kind, palette):
    colours = roles(theme, palette)
    text = "accent-strong" if kind == "accent" else kind
    assert contrast(colours[text], colours[f"{kind}-wash"]) >= 4.5
    assert contrast(colours["ink"], colours[f"{kind}-wash"]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_on_the_main_button_read(theme, palette):
    colours = roles(theme, palette)
    assert contrast(colours["accent-ink"], colours["accent"]) >= 4.5
    assert contrast(colours["accent-ink"], colours["accent-strong"]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_of_fields_and_the_focus_ring_stand_out(theme, palette):
    colours = roles(theme, palette)
    for mark in ("line-strong", "focus", "ornament"):
        assert contrast(colours[mark], colours["paper"]) >= 3
        assert contrast(colours[mark], colours["surface"]) >= 3


def test_every_palette_has_its_accents():
    blocks = colour_blocks()
    accents = {"accent", "accent-strong", "accent-ink", "accent-wash", "focus", "marked"}
    assert set(blocks) == set(PALETTES)
    for name in PALETTES:
        assert {role for role, *_values in ROLE.findall(blocks[name])} >= accents


def test_fonts_weigh_at_most_90_kilobytes_together():
    assert FONTS
    assert sum(path.stat().st_size for path in FONTS) <= 90_000


def test_each_font_has_its_licence_beside_it():
    families = {path.name.partition("-")[0] for path in FONTS}
    for family in families:
        licence = (STATIC / f"fonts/{family.upper()}-OFL.txt").read_text("utf-8")
        assert "SIL Open Font License" in licence


def test_all_scripts_together_stay_under_35_kilobytes():
    assert sum(path.stat().st_size for path in SCRIPTS) < 35_000


@pytest.mark.parametrize("own", [("lesson", "reviews"), ("lesson", "lesson-notes"), ("shop",)])
def test_styles_of_the_heaviest_pages_stay_small_over_the_wire(own):
    """Of a course, a lesson and the cart, with what every page has."""
    paths = [STATIC / f"css/{name}.css" for name in ("site", "pages", *own)]
    assert sum(len(gzip.compress(path.read_bytes())) for path in paths) < 18_500


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS, *CMS_SCRIPTS], ids=lambda path: path.name)
def test_styles_and_scripts_have_at_most_400_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_load_nothing_from_elsewhere(path):
    addresses = re.findall(r"url\(([^)]*)\)", path.read_text("utf-8"))
    assert [address for address in addresses if not address.startswith('"../')] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_outside_the_roles_are_few(path):
    """Components name roles; only cloth behind media, shadows, white under codes and source colours differ."""
    text = re.sub(r"@layer tokens \{.*?\n\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    text = "\n".join(line for line in text.splitlines() if ".highlight" not in line and "print" not in line)
    assert len(re.findall(r"oklch\(|#[0-9a-f]{3,8}\b|rgb\(", text)) <= 6


@pytest.mark.parametrize("path", [*STYLES, EXAMPLE_STYLE], ids=lambda path: path.name)
def test_theme_of_the_device_changes_colours_alone(path):
    """Only `light-dark()` asks for the theme, and it knows colours only: axe looks at the rest in one theme."""
    assert "prefers-color-scheme" not in path.read_text("utf-8")
