"""The browser has nothing to complain of, and its own frame has the colour of the page."""

import pytest

from tests.factories.catalog import MediaFactory, lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)
EMBED = {
    "type": "embed",
    "value": {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "A film", "caption": ""},
}


@pytest.fixture
def complaints(page):
    """What the console says, as it comes; other sites answer with an empty page."""
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.route(
        "https://**", lambda route: route.fulfill(content_type="text/html", body="<!DOCTYPE html><title>-</title>")
    )
    return said


def lesson_with(**fields):
    lesson = lessons_of(make_course(lessons=1, lesson_fields={"is_free_preview": True}))[0]
    for name, value in fields.items():
        setattr(lesson, name, value)
    lesson.save_revision().publish()
    return lesson


def test_lesson_with_an_embedded_film_leaves_the_console_empty(page, complaints):
    page.goto(lesson_with(body=[EMBED]).get_url())
    frame = page.locator("iframe")
    frame.scroll_into_view_if_needed()
    page.frame_locator("iframe").locator("html").wait_for(state="attached")
    assert "fullscreen" in frame.get_attribute("allow")
    assert complaints == []


def test_lesson_with_an_uploaded_film_leaves_the_console_empty(page, complaints):
    page.goto(lesson_with(video=MediaFactory()).get_url(), wait_until="load")
    page.locator("video").scroll_into_view_if_needed()
    assert complaints == []


# Painted and read back, so that both are plain numbers, whatever notation the styles use.
SAME_COLOUR = """() => {
  const paint = (colour) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].join();
  };
  const offered = [...document.querySelectorAll('meta[name="theme-color"]')];
  const used = offered.filter((meta) => matchMedia(meta.media).matches);
  const paper = paint(getComputedStyle(document.body).backgroundColor);
  return used.length === 1 && paint(used[0].content) === paper;
}"""


def test_frame_of_the_browser_has_the_colour_of_the_paper(page):
    for device in ("light", "dark"):
        page.emulate_media(color_scheme=device)
        page.goto("/accounts/login/")
        for press in ("as the device", "light", "dark"):
            assert page.evaluate(SAME_COLOUR), (device, press)
            page.locator("[data-theme-button]").click()
        page.locator("[data-theme-button]").click()
        page.reload()  # light was chosen: the next page begins with it
        assert page.evaluate(SAME_COLOUR)
        page.evaluate("localStorage.clear()")
