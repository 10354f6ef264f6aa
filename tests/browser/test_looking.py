"""The look at a page finds a fault wherever it shows: at each width, in light and in dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.looking import WIDTHS, faults

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Loaves</title><meta name="viewport" content="width=device-width">
<style>
  :root { color-scheme: light dark }
  body { color: light-dark(#000, #fff); background: light-dark(#fff, #000) }
  @media (width < 900px) { .wide { display: none } }
  @media (width >= 700px) { .narrow { display: none } }
  @media (width < 700px) or (width > 900px) { .middle { display: none } }
  .middle { width: 1000px }
  .pale-in-light { color: light-dark(#ccc, #fff) }
  .pale-in-dark { color: light-dark(#000, #444) }
</style></head><body><main><h1>Loaves</h1>%s</main></body></html>"""


@pytest.fixture(scope="module")
def page(chromium) -> Iterator[Page]:
    """A tab without a site behind it: what it shows is written here."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def found_on(page: Page, part: str) -> list[str]:
    """Width, theme and rule of each fault that is found where the page has this part."""
    address = "https://bakery.example/"
    page.route(address, lambda route: route.fulfill(body=PAGE % part, content_type="text/html"))
    return [fault.removeprefix(f"{address} ").partition(": [")[0] for fault in faults(page, [address])]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("<p>Rye</p>", []),
        ("<p class='pale-in-light'>Rye</p>", [f"{width} px: light color-contrast" for width in WIDTHS]),
        ("<p class='pale-in-dark'>Rye</p>", [f"{width} px: dark color-contrast" for width in WIDTHS]),
        ("<p class='narrow pale-in-light'>Rye</p>", ["320 px: light color-contrast"]),
        ("<p class='narrow pale-in-dark'>Rye</p>", ["320 px: dark color-contrast"]),
        ("<p class='middle pale-in-dark' style='width: auto'>Rye</p>", ["768 px: dark color-contrast"]),
        ("<p class='wide pale-in-light'>Rye</p>", ["1280 px: light color-contrast"]),
        ("<p class='wide pale-in-dark'>Rye</p>", ["1280 px: dark color-contrast"]),
        ("<img class='wide' src='data:,'>", ["1280 px: light image-alt"]),
        ("<img class='narrow' src='data:,'>", ["320 px: light image-alt"]),
        ("<p class='middle'>Rye</p>", ["768 px: scrolls sideways"]),
    ],
)
def test_fault_is_found_where_it_shows(page, part, found):
    assert found_on(page, part) == found
