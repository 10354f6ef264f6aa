"""Notes, bookmarks, focus and print of a lesson in a real browser."""

import pytest
from playwright.sync_api import expect

from catalog.models import Note
from catalog.services.enrollment import leave
from tests.factories.catalog import MediaFactory, enroll, lessons_of, make_course

TEXT = [
    ("heading", {"text": "Wax", "level": "h2"}),
    ("paragraph", "<p>Hot wax keeps the dye away from the cloth.</p>"),
    ("paragraph", "<p>" + "A long line about patience. " * 150 + "</p>"),
    ("paragraph", "<p>Indigo turns blue in the air.</p>"),
]
MARK = """words => {
  const block = [...document.querySelectorAll('.block--paragraph p')].find(one => one.textContent.includes(words));
  const text = block.firstChild, range = document.createRange(), start = text.data.indexOf(words);
  range.setStart(text, start);
  range.setEnd(text, start + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def course(transactional_db):
    return make_course(lessons=1, lesson_fields={"body": TEXT})


@pytest.fixture
def learner(course, context, client, live_server):
    """A learner of the course, signed in in the browser."""
    user = enroll(course=course).user
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return user


@pytest.fixture
def lesson(course, learner, page):
    """The lesson, open in the learner's browser."""
    page.goto(lessons_of(course)[0].get_url())
    return page


def test_note_stays_with_the_marked_words_and_leads_back_to_them(lesson):
    lesson.evaluate(MARK, "Indigo turns blue")
    lesson.keyboard.press("m")
    panel = lesson.get_by_role("complementary", name="Notes")
    expect(panel.locator("[data-note-quote]")).to_have_text("Indigo turns blue")
    expect(panel.get_by_label("Your note")).to_be_focused()
    panel.get_by_label("Your note").fill("Only after <b>dipping</b>?")
    panel.get_by_role("button", name="Save the note").click()
    expect(panel.locator(".note__text")).to_have_text("Only after <b>dipping</b>?")
    expect(lesson.locator(".toast")).to_contain_text("Note saved.")
    assert Note.objects.get().quote == "Indigo turns blue"
    panel.get_by_role("link", name="All my notes").click()
    lesson.get_by_role("link", name="To the place").click()
    expect(lesson.get_by_text("Indigo turns blue in the air.")).to_be_in_viewport()


def test_note_is_edited_and_deleted_in_the_panel(lesson):
    lesson.get_by_role("button", name="Notes").click()
    panel = lesson.get_by_role("complementary", name="Notes")
    panel.get_by_label("Your note").fill("First thought")
    panel.get_by_role("button", name="Save the note").click()
    row = panel.locator(".note-row")
    row.get_by_text("Edit", exact=True).click()
    row.get_by_label("Your note").fill("Second thought")
    row.get_by_role("button", name="Save the note").click()
    expect(row.locator(".note__text")).to_have_text("Second thought")
    row.get_by_text("Delete", exact=True).click()
    row.get_by_role("button", name="Delete for good").click()
    expect(row).to_have_count(0)
    lesson.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(lesson.get_by_role("button", name="Notes")).to_be_focused()


def test_b_bookmarks_the_place_where_one_reads(lesson):
    lesson.get_by_text("Indigo turns blue").scroll_into_view_if_needed()
    lesson.keyboard.press("b")
    expect(lesson.locator(".toast")).to_contain_text("Bookmarked.")
    assert Note.objects.get().block_id.startswith("s-")


def test_note_belongs_to_a_moment_of_the_video(learner, page):
    course = make_course(lessons=1, lesson_fields={"video": MediaFactory()})
    enroll(user=learner, course=course)
    page.goto(lessons_of(course)[0].get_url())
    page.evaluate("""Object.defineProperty(document.querySelector('[data-video]'), 'currentTime', {value: 75.4})""")
    page.keyboard.press("m")
    page.get_by_label("At this moment of the video: 1:15").check()
    page.get_by_role("complementary", name="Notes").get_by_label("Your note").fill("Here")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_role("link", name="Video at 1:15")).to_have_attribute(
        "href", f"{lessons_of(course)[0].get_url()}#moment-75"
    )


def test_what_was_typed_stays_when_the_connection_is_gone(lesson):
    lesson.keyboard.press("m")
    panel = lesson.get_by_role("complementary", name="Notes")
    panel.get_by_label("Your note").fill("Do not lose me")
    lesson.context.set_offline(True)
    panel.get_by_role("button", name="Save the note").click()
    expect(lesson.locator(".toast")).to_contain_text("Check the connection")
    expect(panel.get_by_label("Your note")).to_have_value("Do not lose me")
    lesson.context.set_offline(False)
    panel.get_by_role("button", name="Save the note").click()
    expect(panel.locator(".note__text")).to_have_text("Do not lose me")


def test_course_that_closes_meanwhile_is_said_in_the_panel(lesson, learner, course):
    leave(user=learner, course_key=course.translation_key)
    lesson.keyboard.press("m")
    expect(lesson.get_by_role("complementary", name="Notes")).to_contain_text("not enrolled in yet")


def test_notes_are_a_page_without_script(learner, course, chromium, context, live_server):
    plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(lessons_of(course)[0].get_url())
    page.get_by_role("link", name="Notes").click()
    page.get_by_label("Your note").fill("By hand")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".note__text")).to_have_text("By hand")
    plain.close()


def test_focus_is_remembered_on_the_device_for_lessons_alone(lesson, course):
    lesson.keyboard.press("f")
    lesson.reload()
    expect(lesson.locator(".site-header")).to_be_hidden()
    expect(lesson.get_by_role("button", name="Focus")).to_have_attribute("aria-pressed", "true")
    lesson.goto(course.get_url())
    expect(lesson.locator(".site-header")).to_be_visible()
    lesson.go_back()
    lesson.keyboard.press("Escape")
    lesson.reload()
    expect(lesson.locator(".site-header")).to_be_visible()


def test_paper_shows_the_text_and_no_tools(lesson):
    lesson.keyboard.press("m")
    expect(lesson.get_by_role("complementary", name="Notes")).to_be_visible()
    lesson.emulate_media(media="print")
    for tool in (".lesson-bar", ".notes-side", "#outline", ".lesson-end", ".site-header", ".site-footer"):
        expect(lesson.locator(tool)).to_be_hidden()
    expect(lesson.get_by_text("Indigo turns blue")).to_be_visible()
    expect(lesson.locator("h1")).to_be_visible()


def test_paper_shows_what_lies_behind_every_tab(learner, page):
    tabs = {"items": [{"title": "Wax", "text": "<p>Hot.</p>"}, {"title": "Dye", "text": "<p>Blue.</p>"}]}
    course = make_course(lessons=1, lesson_fields={"body": [("tabs", tabs)]})
    enroll(user=learner, course=course)
    page.goto(lessons_of(course)[0].get_url())
    expect(page.get_by_text("Blue.")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text("Blue.")).to_be_visible()
    expect(page.get_by_role("tablist")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("Blue.")).to_be_hidden()


def test_panel_fits_the_phone(lesson):
    lesson.set_viewport_size({"width": 320, "height": 640})
    lesson.get_by_role("button", name="Notes").click()
    expect(lesson.get_by_label("Your note")).to_be_in_viewport()
    assert lesson.evaluate("document.documentElement.scrollWidth") <= 320
