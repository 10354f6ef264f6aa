"""Without a mouse: a course is begun, built, submitted, returned, mended and goes live; Tab reaches every step."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from catalog.models import CoursePage, CourseSubmission, LessonPage
from tests.browser.test_board import spoken
from tests.factories.accounts import PASSWORD, InstructorFactory, ModeratorFactory
from tests.factories.catalog import lessons_of, reload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("indexes")]
LESSONS = ("Flour", "Water")
MOST_TABS = 150
HAS_FOCUS = "element => element === document.activeElement"


@pytest.fixture
def sit_down(chromium: Browser, live_server):
    """Opens the CMS for a person who has a keyboard only."""
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
        write(page, page.locator("#id_login"), email)
        write(page, page.locator("#id_password"), PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/cms/**")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; fails where it never comes."""
    target.first.wait_for()
    element = target.first.element_handle()
    for _press in range(MOST_TABS):
        if element.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def write(page: Page, field: Locator, text: str) -> None:
    """Replace what stands in a field."""
    tab_to(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def in_main(page: Page, role: str, name: str) -> Locator:
    return page.locator("#main").get_by_role(role, name=name, exact=True)


def save(page: Page) -> None:
    press(page, page.get_by_role("button", name="Save draft"))
    expect(page.locator(".messages .success").first).to_be_visible()


def open_tab(page: Page, name: str) -> Locator:
    """Go by the arrow keys from the editor's first tab to the one of this name; its panel."""
    first = page.locator("#tab-label-content")
    tabs = page.get_by_role("tablist").filter(has=first).get_by_role("tab")
    tab_to(page, first)
    for place in range(tabs.count()):
        tab = tabs.nth(place)
        # Another key before the tab is open would go past it.
        expect(tab).to_have_attribute("aria-selected", "true")
        if name in tab.inner_text():
            break
        page.keyboard.press("ArrowRight")
    panel = page.locator(tab.get_attribute("href"))
    expect(panel).to_be_visible()
    return panel


def begin(page: Page, title: str) -> CoursePage:
    """From the first page of the CMS to the editor of a new course, which then says what one learns."""
    press(page, in_main(page, "link", "New course"))
    write(page, page.locator("#id_title"), title)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"), wait_until="networkidle")
    panel = open_tab(page, "Selling points")
    press(page, panel.locator("button[title='Insert a block']").first)
    write(page, page.locator("input[name='outcomes-0-value']"), "Bake without a machine")
    save(page)
    return CoursePage.objects.get(title=title)


def build(page: Page, course: CoursePage) -> None:
    """One module and its lessons on the board."""
    page.goto(f"/cms/courses/{course.pk}/board/")
    expect(page.locator("#board")).to_have_class(re.compile("is-alive"))
    write(page, page.locator("#new-module"), "The first loaf")
    page.keyboard.press("Enter")
    spoken(page, "Module “The first loaf” added.")
    for title in LESSONS:
        expect(page.locator("[id^=new-lesson]")).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        spoken(page, f"Lesson “{title}” added.")


def fill(page: Page, course: CoursePage, lesson: LessonPage) -> None:
    """From the board into a lesson: words for each text that a new lesson begins with, and saved."""
    page.goto(f"/cms/courses/{course.pk}/board/")
    press(page, page.locator(f"#page-{lesson.pk} a[href$='/pages/{lesson.pk}/edit/']"))
    page.wait_for_url(f"**/pages/{lesson.pk}/edit/", wait_until="networkidle")
    texts = page.locator(".Draftail-Editor [contenteditable=true]")
    for place in range(texts.count()):
        tab_to(page, texts.nth(place))
        page.keyboard.type(f"All about {lesson.title}.")
        # The editor hands its text to the form a moment after the last key.
        stored = page.locator("input[name^='body-'][name$='-value']").filter(visible=False)
        expect(stored.nth(place)).to_have_value(re.compile(f"All about {lesson.title}"))
    save(page)


def submit(page: Page, course: CoursePage, message: str) -> CourseSubmission:
    page.goto(f"/cms/pages/{course.pk}/edit/", wait_until="networkidle")
    press(page, page.locator("footer [data-w-dropdown-target=toggle]").first)
    press(page, page.locator("footer").get_by_role("link", name="Submit course for review"))
    page.wait_for_url("**/submit/")
    write(page, page.locator("#id_message"), message)
    press(page, in_main(page, "button", "Submit course for review"))
    page.wait_for_url(re.compile(r"/course-reviews/\d+/$"))
    return CourseSubmission.objects.latest("pk")


def return_with_note(desk: Page, submission: CourseSubmission, lesson: LessonPage) -> None:
    """The moderator compares, notes something beside a page, and returns all of it with a reason."""
    waiting = desk.get_by_role("region", name="Courses that wait for review")
    press(desk, waiting.get_by_role("link", name=submission.course.draft_title))
    desk.wait_for_url(f"**/course-reviews/{submission.pk}/")
    expect(desk.locator(".review-page")).to_have_count(2 + len(LESSONS))
    shown = desk.locator(f"#page-{submission.items.get(page=lesson).pk}")
    expect(shown).to_contain_text(f"All about {lesson.title}.")
    write(desk, shown.locator("textarea"), "Name the flour")
    press(desk, shown.get_by_role("button", name="Add note"))
    expect(shown.locator(".review-notes")).to_contain_text("Name the flour")
    write(desk, desk.locator("#id_reason"), "One title is too dry.")
    press(desk, desk.get_by_role("button", name="Return to the author"))
    expect(desk.locator(".messages")).to_contain_text("with its author again")


def mend(page: Page, lesson: LessonPage, title: str) -> None:
    """The author reads the reason, and writes another title."""
    page.goto("/cms/")
    expect(page.locator("#main")).to_contain_text("One title is too dry.")
    page.goto(f"/cms/pages/{lesson.pk}/edit/", wait_until="networkidle")
    write(page, page.locator("#id_title"), title)
    save(page)


def test_course_is_built_returned_mended_and_published_without_a_mouse(sit_down):
    author, moderator = InstructorFactory(), ModeratorFactory(display_name="Tomás")
    page = sit_down(author.email)
    course = begin(page, "Bread in one bowl")
    build(page, course)
    for lesson in lessons_of(course):
        fill(page, course, lesson)
    first = submit(page, course, "Ready at last")

    desk, lesson = sit_down(moderator.email), lessons_of(course)[0]
    return_with_note(desk, first, lesson)
    mend(page, lesson, "Strong white flour")
    second = submit(page, course, "Mended")

    desk.goto(f"/cms/course-reviews/{second.pk}/")
    expect(desk.locator("#main")).to_contain_text("Strong white flour")
    press(desk, desk.get_by_role("button", name="Approve and publish"))
    expect(desk.locator(".messages")).to_contain_text("is on the site")
    assert reload(lesson).title == "Strong white flour"
    assert {made.live for made in [reload(course), *lessons_of(course)]} == {True}
