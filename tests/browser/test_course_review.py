"""The pages of a course review in a browser: submitted by keyboard, no problems, a small phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.models import CourseSubmission
from tests.browser.looking import violations
from tests.factories.accounts import PASSWORD, ModeratorFactory
from tests.factories.submissions import finished_course

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("indexes")]


@pytest.fixture
def arrive(chromium: Browser, live_server):
    """Opens a tab in which this person is signed in to the CMS."""
    contexts = []

    def sign_in(email: str) -> Page:
        window = {"width": 1280, "height": 900}
        context = chromium.new_context(
            base_url=live_server.url, locale="en-US", viewport=window, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/?next=/cms/")
        page.fill("#id_login", email)
        page.fill("#id_password", PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/cms/**")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def problems(page: Page) -> list[str]:
    """What axe finds in our own part of the page, in both themes; the frame around it is Wagtail's."""
    return violations(page, part="#main .nice-padding")


def press(page: Page, role: str, name: str) -> None:
    """Go to a link or button and press Enter, as people without a mouse do."""
    target = page.locator("#main").get_by_role(role, name=name, exact=True).first
    target.focus()
    page.keyboard.press("Enter")


def submit_by_keyboard(page: Page, course, message: str) -> None:
    page.goto(f"/cms/pages/{course.pk}/edit/", wait_until="networkidle")
    toggle = page.locator("footer [data-w-dropdown-target=toggle]").first
    toggle.focus()
    page.keyboard.press("Enter")
    item = page.locator("footer").get_by_role("link", name="Submit course for review")
    expect(item).to_be_visible()
    item.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    page.locator("#id_message").focus()
    page.keyboard.type(message)
    press(page, "button", "Submit course for review")
    page.wait_for_url(re.compile(r"/course-reviews/\d+/$"))


def test_review_pages_have_no_problems_and_fit_a_small_phone(arrive):
    course = finished_course(title="Paper cranes", lessons=1, live=False)
    tab = arrive(course.owner.email)
    pages = [f"/cms/courses/{course.pk}/submit/", "/cms/course-reviews/"]
    for path in pages:
        tab.goto(path)
        assert (path, problems(tab)) == (path, [])
    submit_by_keyboard(tab, course, "Please look")
    desk = arrive(ModeratorFactory().email)
    review = f"/cms/course-reviews/{CourseSubmission.objects.get().pk}/"
    for width in (1280, 320):
        desk.set_viewport_size({"width": width, "height": 800})
        desk.goto(review)
        assert (width, problems(desk)) == (width, [])
        assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
