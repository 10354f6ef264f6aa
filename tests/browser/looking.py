"""Looking at a page as people with other screens and eyes do."""

from collections.abc import Callable, Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 768, 1280)
THEMES = ("light", "dark")
# The window has its new width and the page its own fonts.
SETTLED = """width => new Promise(done => {
  const fonts = () => document.fonts.ready.then(() => requestAnimationFrame(done));
  const look = () => innerWidth === width ? fonts() : requestAnimationFrame(look);
  look();
})"""
RUN = "axe.run(document, {resultTypes: ['violations']}).then(answer => answer.violations)"


def faults(page: Page, addresses: Iterable[str], *, prepare: Callable[[Page], None] | None = None) -> list[str]:
    """What axe finds, and sideways scrolling, at three widths in both themes; `prepare` acts on each loaded page."""
    found = []
    for theme in THEMES:
        # Before the page is loaded: what lies outside the window keeps the colours of the other theme for a while.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for address in addresses:
            page.goto(address)
            if prepare is not None:
                prepare(page)
            found += [f"{address} {theme} {fault}" for width in WIDTHS for fault in _faults_at(page, width)]
    return found


def _faults_at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(SETTLED, width)
    found = _violations(page)
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("scrolls sideways")
    return [f"{width} px: {fault}" for fault in found]


def _violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in page.evaluate(RUN)]
