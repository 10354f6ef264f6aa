"""The browser tests' own fixtures: one Chromium a process, a fresh context and page for each test."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.services.chromium import find_chromium

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
HOME_FOLDER = os.path.dirname(__file__)


def pytest_collection_modifyitems(items):
    """Mark everything in this folder, so that `-m browser` and `-m 'not browser'` split the suite."""
    for item in items:
        if item.path.is_relative_to(HOME_FOLDER):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The running browser; tests that need it are skipped, and said to be, where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: set LMS_CHROMIUM to one")
    # Playwright's loop runs in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, "--disable-sync"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium, live_server):
    """A visitor with empty cookies; addresses may be given as paths."""
    window = {"width": 1280, "height": 800}
    visitor = chromium.new_context(base_url=live_server.url, locale="en-US", viewport=window)
    visitor.set_default_timeout(15_000)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context):
    """A tab of that visitor; an error in the page's own scripts fails the test."""
    errors = []
    tab = context.new_page()
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert errors == []
