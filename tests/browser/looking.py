"""Looking at a page as people with other screens and eyes do."""

import re
from collections.abc import Callable, Iterable
from itertools import count

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 768, 1280)
# The window has its new width and the page its own fonts.
SETTLED = """width => new Promise(done => {
  const fonts = () => document.fonts.ready.then(() => requestAnimationFrame(done));
  const look = () => innerWidth === width ? fonts() : requestAnimationFrame(look);
  look();
})"""
VIOLATIONS = """([part, rules]) =>
  axe.run(part ?? document, {resultTypes: ["violations"], ...rules}).then(answer => answer.violations)"""
# axe is compiled for old browsers and keeps the private fields of each colour in weak maps of the class, a quarter of
# the work on colours. Here they stand on the colour itself; a class for each field, so that V8 knows where.
FIELD = """new class {{
  get(of) {{ return of.axe{0} }} set(of, value) {{ of.axe{0} = value }} add(of) {{ of.axe{0} = true }}
  has(of) {{ return "axe{0}" in of }}
}}"""
_numbers = count()
QUICK_AXE = re.sub(r"(?<==)new Weak(Map|Set)\b", lambda _: FIELD.format(next(_numbers)), AXE_SCRIPT)
# axe reads each colour of each part anew, a quarter of all its work; the same words are always the same colour.
EACH_COLOUR_ONCE = """() => {
  const { Color } = axe.commons.color;
  const read = Color.prototype.parseString;
  const known = new Map();
  Color.prototype.parseString = function (words) {
    if (known.has(words)) return Object.assign(this, known.get(words));
    const { r, g, b, alpha } = read.call(this, words);
    known.set(words, { r, g, b, alpha });
    return this;
  };
}"""
# A theme changes colours and nothing else (tests/lms_site/test_look.py): the other rules find the same in both.
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}


def faults(page: Page, addresses: Iterable[str], *, prepare: Callable[[Page], None] | None = None) -> list[str]:
    """What axe finds, and sideways scrolling, at three widths in both themes; `prepare` acts on each loaded page."""
    found = []
    for address in addresses:
        # With motion, colours would go over into those of the other theme step by step.
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        if prepare is not None:
            prepare(page)
        found += [f"{address} {fault}" for width in WIDTHS for fault in _faults_at(page, width)]
    return found


def _faults_at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(SETTLED, width)
    found = violations(page)
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("scrolls sideways")
    return [f"{width} px: {fault}" for fault in found]


def violations(page: Page, *, part: str | None = None) -> list[str]:
    """What axe finds in both themes on the page as it stands, or in the part that the selector names."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(QUICK_AXE)
        page.evaluate(EACH_COLOUR_ONCE)
    found = []
    for theme, rules in RULES.items():
        page.emulate_media(color_scheme=theme)
        for rule in page.evaluate(VIOLATIONS, [part, rules]):
            found.append(f"{theme} {rule['id']}: {[node['target'] for node in rule['nodes']]}")
    return found
