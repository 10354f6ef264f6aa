"""Take the pictures of docs/tour.md from a running demo: `python -m scripts.tour http://127.0.0.1:8000`.

Needs Playwright and a Chromium (its path in LMS_CHROMIUM, or `chromium` on PATH).
"""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "docs/screenshots"
PASSWORD = "learn-by-doing"
COURSE = "/courses/batik-by-numbers/"
WIDE, PHONE = (1200, 900), (390, 844)
# (name, who looks, address, size, dark)
SHOTS = [
    ("tour-course-reviews", "", f"{COURSE}#reviews", WIDE, False),
    ("tour-catalog-phone", "", "/courses/", PHONE, False),
    ("tour-catalog-dark", "", "/courses/?rating=4", WIDE, True),
    ("tour-person", "", "{person}", WIDE, False),
    ("tour-learn", "learner", "/learn/", WIDE, False),
    ("tour-notes", "learner", "/learn/notes/", WIDE, False),
    ("tour-messages", "learner", "/learn/messages/", PHONE, True),
    ("tour-cms-instructor", "instructor", "/cms/", WIDE, False),
    ("tour-cms-courses", "instructor", "/cms/courses/", WIDE, False),
    ("tour-cms-board", "instructor", "{board}", WIDE, False),
    ("tour-cms-checks", "instructor", "/cms/reports/content-checks/", WIDE, False),
    ("tour-cms-moderation", "moderator", "/cms/moderation/", WIDE, False),
    ("tour-cms-review", "moderator", "{review}", WIDE, False),
    ("tour-cms-person", "moderator", "{support}", WIDE, False),
    ("tour-checkout", "learner", "/checkout/", WIDE, False),
    ("tour-cart-phone", "learner", "/cart/", PHONE, True),
    ("tour-orders-phone", "learner", "/orders/", PHONE, False),
    ("tour-batch-stream", "learner", "{room}", WIDE, False),
    ("tour-batch-phone", "learner", "{room}sessions/", PHONE, True),
    ("tour-calendar", "instructor", "/calendar/", WIDE, False),
    ("tour-teach", "instructor", "/teach/", WIDE, False),
    ("tour-teach-roster", "instructor", "{desk}roster/", WIDE, False),
    ("tour-teach-attendance", "instructor", "{desk}attendance/", WIDE, False),
    ("tour-teach-settings", "instructor", "{desk}settings/", WIDE, False),
    ("tour-teach-sales", "instructor", "/teach/sales/", WIDE, False),
    ("tour-cms-flags", "admin", "/cms/shop/flags/", WIDE, False),
    ("tour-cms-style-guide", "moderator", "/cms/style-guide/", WIDE, True),
]


def main() -> None:
    """Take every picture, or those named after the address."""
    base, *wanted = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("LMS_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        addresses = find_addresses(browser, base)
        for name, who, address, size, dark in SHOTS:
            if not wanted or name in wanted:
                page = open_page(browser, base, who, size=size, dark=dark)
                page.goto(base + address.format(**addresses))
                page.wait_for_load_state("networkidle")
                page.screenshot(path=PICTURES / f"{name}.jpg", type="jpeg", quality=70)
                page.context.close()


def open_page(browser: Browser, base: str, who: str, *, size: tuple[int, int] = WIDE, dark: bool = False) -> Page:
    """A fresh window, signed in as that person of the demo when one is named."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, color_scheme="dark" if dark else "light").new_page()
    if who:
        page.goto(f"{base}/accounts/login/")
        page.fill("[name=login]", f"{who}@example.com")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_load_state()
    return page


def find_addresses(browser: Browser, base: str) -> dict[str, str]:
    """Addresses with numbers in them, as links lead there."""
    page = open_page(browser, base, "moderator")

    def first(address: str, selector: str) -> str:
        page.goto(base + address)
        return page.locator(selector).first.get_attribute("href") or ""

    found = {
        "person": first(COURSE, "a[href^='/people/']"),
        "board": first("/cms/courses/?q=Batik", "a[href$='/board/']"),
        "review": first("/cms/moderation/", "td a[href*='/course-reviews/']"),
        "support": first("/cms/people/?q=learner@example.com", "td a[href*='/cms/people/']"),
    }
    page.context.close()
    return found | batches(browser, base)


def batches(browser: Browser, base: str) -> dict[str, str]:
    """The room of the learner's batch, and the desk of one that meets this week."""
    page = open_page(browser, base, "instructor")
    page.goto(f"{base}/teach/batches/")
    links = {name: page.get_by_role("link", name=name, exact=True) for name in ("Batik circle", "Thursday evenings")}
    circle, evenings = (re.sub(r"\D", "", link.get_attribute("href") or "") for link in links.values())
    page.context.close()
    return {"room": f"/batches/{circle}/", "desk": f"/teach/batches/{evenings}/"}


if __name__ == "__main__":
    main()
