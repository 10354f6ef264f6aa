"""The icon sprite: what templates draw is there, what is there is drawn."""

import re
from pathlib import Path

from django.template import Context, Template

from catalog.blocks.text import KIND_ICONS
from catalog.holes import LESSON_ICONS
from catalog.templatetags.rating import STAR as RATING_ICON
from lms_site.templatetags.icons import icon

ROOT = Path(__file__).resolve().parents[2]
SPRITE = (ROOT / "lms_site/static/img/icons.svg").read_text("utf-8")
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))


def icons_in_templates() -> set[str]:
    """Every icon that a template names, those that blocks and curricula choose by the kind of thing, and ratings."""
    texts = (path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    named = {name for text in texts for name in re.findall(r"""\{% icon ["']([^"']+)""", text)}
    return named | set(KIND_ICONS.values()) | set(LESSON_ICONS) | {RATING_ICON}


def test_icon_is_hidden_from_screen_readers_and_points_into_the_sprite():
    svg = Template('{% load icons %}{% icon "check" %}').render(Context())
    assert svg.startswith('<svg class="icon" aria-hidden="true">')
    assert re.search(r'<use href="/static/img/icons[^"]*\.svg#check">', svg)


def test_icon_takes_a_further_class():
    assert 'class="icon icon--large"' in icon("search", "icon--large")


def test_icon_escapes_what_it_is_given():
    svg = icon('"><script>', '"onload="x')
    assert "<script>" not in svg
    assert '"onload="' not in svg


def test_every_icon_that_a_template_names_is_in_the_sprite():
    assert icons_in_templates() - SYMBOLS == set()


def test_every_icon_of_the_sprite_is_drawn_somewhere():
    assert SYMBOLS - icons_in_templates() == set()


def test_sprite_holds_shapes_only():
    assert not re.search(r"<script|<style|\son\w+=|href=", SPRITE)


def test_licence_of_the_icons_is_kept():
    licence = (ROOT / "lms_site/static/vendor/lucide/LICENSE").read_text("utf-8")
    assert "ISC License" in licence
    assert "Feather" in licence
