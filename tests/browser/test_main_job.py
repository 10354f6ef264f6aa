"""The whole purpose in one browser: write, review, publish, sign up, learn, finish, check."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from catalog.models import Category, CoursePage, LessonPage, ModulePage
from tests.factories.accounts import PASSWORD, InstructorFactory, ModeratorFactory
from tests.factories.catalog import CategoryFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("indexes")]
TITLE, MODULE, LESSON = "Bread in one bowl", "The first loaf", "Flour, water, time"


@pytest.fixture
def person(chromium: Browser, live_server):
    """Opens a fresh visitor's tab."""
    contexts = []

    def arrive() -> Page:
        context = chromium.new_context(
            base_url=live_server.url, locale="en-US", viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()


def sign_in(page: Page, email: str, *, following: str = "/learn/") -> None:
    page.goto(f"/accounts/login/?next={following}")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{following}**")


def write_course(page: Page) -> CoursePage:
    """An instructor begins a course and writes it in the editor."""
    page.goto("/cms/")
    page.locator("#main").get_by_role("link", name="New course").click()
    page.fill("#id_title", TITLE)
    page.select_option("#id_category", label="Food")
    page.get_by_role("button", name="Begin the course").click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    page.fill("#id_subtitle", "A crust that sings, without a machine")
    save_draft(page)
    return CoursePage.objects.get(title=TITLE)


def save_draft(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success").first).to_be_visible()


def add_page(page: Page, model: str, parent_id: int, title: str) -> None:
    page.goto(f"/cms/pages/add/catalog/{model}/{parent_id}/", wait_until="networkidle")
    page.locator("#id_title").press_sequentially(title)  # the address follows what is typed
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).not_to_have_value("")


def write_lesson_text(page: Page, text: str) -> None:
    """Insert a text block through the block chooser and type into it."""
    page.locator("button[title='Insert a block']").first.click()
    page.get_by_role("option", name="Text", exact=True).first.click()
    editor = page.locator(".Draftail-Editor [contenteditable=true]").first
    editor.click()
    expect(editor).to_be_focused()
    editor.press_sequentially(text, delay=20)
    # The editor hands its text to the form a moment after the last key.
    expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile(re.escape(text)))


def choose_action(page: Page, page_id: int, name: str) -> None:
    """Open a page in the editor, unless it is open, and choose one of the actions in its footer."""
    if not page.url.endswith(f"/cms/pages/{page_id}/edit/"):
        page.goto(f"/cms/pages/{page_id}/edit/")
    action = page.get_by_role("button", name=re.compile(name, re.IGNORECASE)).first
    if not action.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    action.click()


def submit_for_moderation(page: Page, page_id: int) -> None:
    choose_action(page, page_id, "^Submit to")
    expect(page.locator(".messages .success").first).to_be_visible()


def approve(page: Page, page_id: int) -> None:
    choose_action(page, page_id, r"^\s*Approve\s*$")
    expect(page.locator(".messages .success").first).to_be_visible()


def sign_up(page: Page, email: str) -> None:
    page.goto("/accounts/signup/")
    page.fill("#id_display_name", "Budi Santoso")
    page.fill("#id_email", email)
    page.fill("#id_password1", "kopi-tubruk-di-teras")
    if page.locator("#id_terms").count():
        page.check("#id_terms")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(re.compile("mail", re.I))
    letter = next(letter for letter in mail.outbox if letter.to == [email])
    page.goto(re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", letter.body).group(1))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_course_is_written_reviewed_learned_and_certified(person):
    CategoryFactory(name="Food")
    instructor, moderator = InstructorFactory(display_name="Rahma"), ModeratorFactory()

    author = person()
    sign_in(author, instructor.email, following="/cms/")
    course = write_course(author)
    assert course.category == Category.objects.get()
    add_page(author, "modulepage", course.pk, MODULE)
    save_draft(author)
    module_id = ModulePage.objects.get(title=MODULE).pk
    add_page(author, "lessonpage", module_id, LESSON)
    write_lesson_text(author, "Mix, wait, fold, wait.")
    save_draft(author)
    lesson = LessonPage.objects.get(title=LESSON)
    for page_id in (lesson.pk, course.pk, module_id):
        submit_for_moderation(author, page_id)

    reviewer = person()
    sign_in(reviewer, moderator.email, following="/cms/")
    for page_id in (course.pk, module_id, lesson.pk):
        approve(reviewer, page_id)
    lesson.refresh_from_db()
    assert lesson.live

    learner = person()
    sign_up(learner, "budi@example.com")
    if "/login/" in learner.url:
        learner.fill("#id_login", "budi@example.com")
        learner.fill("#id_password", "kopi-tubruk-di-teras")
        learner.locator("main form button[type=submit]").first.click()
    learner.goto("/courses/?q=bread")
    learner.get_by_role("link", name=TITLE).first.click()
    learner.get_by_role("button", name="Enroll for free").first.click()
    expect(learner.locator("main")).to_contain_text("Mix, wait, fold, wait.")
    learner.get_by_role("button", name="Complete this lesson").click()
    learner.goto("/learn/")
    certificate = learner.locator("a[href^='/certificates/']").first.get_attribute("href")

    stranger = person()
    stranger.goto(certificate)
    expect(stranger.locator("main")).to_contain_text("Budi Santoso")
    expect(stranger.locator("main")).to_contain_text(TITLE)
