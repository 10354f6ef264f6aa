"""What script adds to every page, and that pages do without it."""

import pytest
from playwright.sync_api import expect

from tests.factories.catalog import make_course

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def catalog(transactional_db, page):
    """The catalog with an easy and a hard course, open in a visitor's browser."""
    make_course(title="Easy does it", level="beginner", modules=0)
    make_course(title="Hard but fair", level="advanced", modules=0)
    page.goto("/courses/")
    return page


def theme_of(page) -> str | None:
    return page.evaluate("document.documentElement.dataset.theme")


def test_colours_go_from_device_to_light_to_dark_and_are_kept(catalog):
    button = catalog.locator("[data-theme-button]")
    assert theme_of(catalog) is None
    button.click()
    assert theme_of(catalog) == "light"
    button.click()
    assert theme_of(catalog) == "dark"
    catalog.reload()
    assert theme_of(catalog) == "dark"
    button.click()
    assert theme_of(catalog) is None


def test_button_for_colours_says_what_it_does(catalog):
    button = catalog.locator("[data-theme-button]")
    assert button.get_attribute("aria-label") == "Colours: as the device. Change to light"
    button.click()
    assert button.get_attribute("aria-label") == "Colours: light. Change to dark"


def test_choosing_a_filter_applies_it(catalog):
    catalog.get_by_label("Beginner").check()
    catalog.wait_for_url("**/courses/?level=beginner")
    expect(catalog.locator(".course-card")).to_have_count(1)


def test_filters_are_a_sheet_with_a_button_on_the_phone(catalog):
    catalog.set_viewport_size(PHONE)
    expect(catalog.locator("#filters")).to_be_hidden()
    catalog.get_by_role("button", name="Filters").click()
    catalog.get_by_label("Advanced").check()
    assert catalog.url.endswith("/courses/")
    catalog.get_by_role("button", name="Show the courses").click()
    catalog.wait_for_url("**/courses/?level=advanced")


def test_escape_closes_a_menu_and_returns_the_focus(catalog):
    menu = catalog.locator(".catalog__sort")
    menu.locator("summary").click()
    expect(menu.get_by_role("link", name="By title")).to_be_visible()
    menu.get_by_role("link", name="By title").focus()
    catalog.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="By title")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_press_elsewhere_closes_a_menu(catalog):
    menu = catalog.locator(".catalog__sort")
    menu.locator("summary").click()
    catalog.locator("h1").click()
    expect(menu.get_by_role("link", name="By title")).to_be_hidden()


def test_filters_work_without_script(transactional_db, chromium, live_server):
    make_course(title="Easy does it", level="beginner", modules=0)
    make_course(title="Hard but fair", level="advanced", modules=0)
    visitor = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = visitor.new_page()
    page.goto("/courses/")
    page.get_by_label("Advanced").check()
    page.get_by_role("button", name="Show the courses").click()
    expect(page.locator(".course-card")).to_have_count(1)
    visitor.close()


@pytest.mark.parametrize("path", ["/", "/courses/", "/accounts/login/", "/accounts/signup/"])
def test_nothing_is_wider_than_the_smallest_phone(transactional_db, page, path):
    make_course(title="A course with a rather long title, as people like to write them")
    page.set_viewport_size(PHONE)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_wrong_form_takes_the_focus_to_the_summary(transactional_db, page):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("nobody@example.com")
    page.get_by_label("Password").fill("not the password")
    page.locator("main").get_by_role("button", name="Sign in").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value("nobody@example.com")
