"""Looking at a page as people with other screens and eyes do."""

from collections.abc import Callable, Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 768, 1280)
# The window has its new width and the page its own fonts.
SETTLED = """width => new Promise(done => {
  const fonts = () => document.fonts.ready.then(() => requestAnimationFrame(done));
  const look = () => innerWidth === width ? fonts() : requestAnimationFrame(look);
  look();
})"""
VIOLATIONS = "options => axe.run(document, {resultTypes: ['violations'], ...options}).then(answer => answer.violations)"
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
        for theme, rules in RULES.items():
            page.emulate_media(color_scheme=theme)
            found += [f"{address} {theme} {fault}" for width in WIDTHS for fault in _faults_at(page, width, rules)]
    return found


def _faults_at(page: Page, width: int, rules: dict) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(SETTLED, width)
    found = _violations(page, rules)
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("scrolls sideways")
    return [f"{width} px: {fault}" for fault in found]


def _violations(page: Page, rules: dict) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in page.evaluate(VIOLATIONS, rules)]
