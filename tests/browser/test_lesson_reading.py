"""Reading a lesson in a real browser: outline, focus, keys, completion by the end of the video."""

import pytest
from playwright.sync_api import expect

from tests.factories.catalog import MediaFactory, enroll, lessons_of, make_course

QUESTION = {
    "prompt": "<p>Which is a motif?</p>",
    "choices": [
        {"text": "Kawung", "is_correct": True, "feedback": "Yes."},
        {"text": "Kanban", "is_correct": False, "feedback": "That is a board."},
    ],
    "explanation": "Kawung is one of the oldest.",
}
TABS = {"items": [{"title": "Wax", "text": "<p>Hot.</p>"}, {"title": "Dye", "text": "<p>Blue.</p>"}]}


@pytest.fixture
def course(transactional_db):
    return make_course(lessons=2)


@pytest.fixture
def learner(course, context, client, live_server):
    """A learner of the course, signed in in the browser."""
    user = enroll(course=course).user
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return user


@pytest.fixture
def lesson(course, learner, page):
    """The first lesson, open in the learner's browser."""
    page.goto(lessons_of(course)[0].get_url())
    return page


def open_lesson(page, learner, **fields):
    """A course of one lesson with these fields, opened by the learner."""
    course = make_course(lessons=1, lesson_fields=fields)
    enroll(user=learner, course=course)
    page.goto(lessons_of(course)[0].get_url())


def test_closed_outline_stays_closed_on_the_next_page(lesson):
    lesson.get_by_role("button", name="Outline", exact=True).click()
    expect(lesson.locator("#outline")).to_be_hidden()
    lesson.reload()
    expect(lesson.locator("#outline")).to_be_hidden()
    lesson.keyboard.press("o")
    expect(lesson.locator("#outline")).to_be_visible()


def test_focus_hides_all_but_the_text_and_escape_brings_it_back(lesson):
    lesson.keyboard.press("f")
    expect(lesson.locator(".site-header")).to_be_hidden()
    expect(lesson.locator("#outline")).to_be_hidden()
    expect(lesson.locator("h1")).to_be_visible()
    lesson.keyboard.press("Escape")
    expect(lesson.locator(".site-header")).to_be_visible()


def test_keys_go_through_the_course(lesson, course):
    first, second = lessons_of(course)
    lesson.keyboard.press("n")
    lesson.wait_for_url(f"**{second.get_url()}")
    lesson.keyboard.press("p")
    lesson.wait_for_url(f"**{first.get_url()}")
    lesson.keyboard.press("c")
    lesson.wait_for_url(f"**{second.get_url()}")
    expect(lesson.locator(".lesson-progress__number")).to_have_text("50% done")


def test_question_mark_shows_the_keys_and_they_can_be_switched_off(lesson, course):
    lesson.keyboard.press("?")
    dialog = lesson.get_by_role("dialog", name="Keys in a lesson")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Use these keys on this device").uncheck()
    dialog.get_by_role("button", name="Close").click()
    lesson.keyboard.press("f")
    expect(lesson.locator(".site-header")).to_be_visible()


def test_keys_are_letters_while_somebody_types(lesson):
    lesson.locator("#site-search").press_sequentially("of")
    expect(lesson.locator("#site-search")).to_have_value("of")
    expect(lesson.locator(".site-header")).to_be_visible()


def test_end_of_the_video_completes_the_lesson_without_leaving_it(learner, page):
    open_lesson(page, learner, video=MediaFactory(), completes_by="video")
    address = page.url
    page.evaluate("document.querySelector('.lesson video').dispatchEvent(new Event('ended'))")
    expect(page.get_by_text("You have completed this course")).to_be_visible()
    expect(page.locator(".toast")).to_contain_text("Lesson completed")
    expect(page.locator("#outline .mark--done")).to_have_count(1)
    assert page.url == address


def test_video_that_cannot_be_played_gives_the_button_back(learner, page):
    open_lesson(page, learner, video=MediaFactory(), completes_by="video")  # a video of a few empty bytes
    page.get_by_role("button", name="I have watched it").click()
    expect(page.locator(".toast")).to_contain_text("You have completed the course")


def test_end_of_a_video_completes_nothing_where_the_button_does(learner, page):
    open_lesson(page, learner, video=MediaFactory())
    page.evaluate("document.querySelector('.lesson video').dispatchEvent(new Event('ended'))")
    expect(page.get_by_role("button", name="Complete this lesson")).to_be_visible()


def test_outline_is_a_sheet_on_the_phone(lesson, course):
    lesson.set_viewport_size({"width": 360, "height": 740})
    expect(lesson.locator("#outline")).to_be_hidden()
    lesson.get_by_role("button", name="Outline", exact=True).click()
    expect(lesson.locator("#outline")).to_be_visible()
    lesson.locator("#outline").get_by_role("link", name="Lesson 1.2").click()
    lesson.wait_for_url(f"**{lessons_of(course)[1].get_url()}")


def test_question_is_checked_at_once(learner, page):
    open_lesson(page, learner, body=[("question", QUESTION)])
    question = page.locator("[data-question]")
    result = question.locator("[data-question-result]")
    question.get_by_label("Kanban").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(result).to_have_text("Not quite. Try again, or look at the answer. That is a board.")
    question.get_by_label("Kawung").check()
    expect(result).to_have_text("")
    question.get_by_role("button", name="Check my answer").click()
    expect(result).to_have_text("That is right. Yes.")
    expect(question.get_by_text("Kawung is one of the oldest.")).to_be_visible()


def test_tabs_move_by_arrow_keys(learner, page):
    open_lesson(page, learner, body=[("tabs", TABS)])
    expect(page.get_by_role("tabpanel")).to_have_text("Hot.", use_inner_text=True)
    page.get_by_role("tab", name="Wax").press("ArrowRight")
    expect(page.get_by_role("tab", name="Dye")).to_be_focused()
    expect(page.get_by_role("tabpanel")).to_have_text("Blue.", use_inner_text=True)


def test_tabs_are_plain_sections_without_script(learner, chromium, client, live_server):
    course = make_course(lessons=1, lesson_fields={"body": [("tabs", TABS)], "is_free_preview": True})
    visitor = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = visitor.new_page()
    page.goto(lessons_of(course)[0].get_url())
    expect(page.get_by_text("Hot.")).to_be_visible()
    expect(page.get_by_text("Blue.")).to_be_visible()
    visitor.close()
