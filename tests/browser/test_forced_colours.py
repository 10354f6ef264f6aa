"""With the colours of the device (Windows' contrast themes), shapes and borders still say everything."""

from io import BytesIO

import pytest
from PIL import Image

from catalog.services.completion import complete_lesson
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)
# A colour as the page would paint it: names of the system and `currentcolor` become numbers.
NUMBERS = """(colour) => {
  const probe = document.createElement("i");
  probe.style.cssText = `forced-color-adjust: none; color: ${colour}`;
  document.body.append(probe);
  const numbers = getComputedStyle(probe).color;
  probe.remove();
  return numbers;
}"""


def colour(page, selector: str, name: str) -> str:
    value = page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return page.evaluate(NUMBERS, value)


def system(page, name: str) -> str:
    return page.evaluate(NUMBERS, name)


@pytest.fixture
def learner(page):
    """Somebody half way through a course of two lessons, signed in, with the dark theme of the device."""
    course = make_course(title="Batik by Numbers", lessons=2)
    user = UserFactory()
    enroll(user=user, course=course)
    complete_lesson(user=user, lesson=lessons_of(course)[0])
    page.emulate_media(forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    page.goto("/accounts/login/")
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/learn/**")
    return course


def test_main_button_stands_out_from_the_others(learner, page):
    main = ".next-step .button--primary"
    assert colour(page, main, "backgroundColor") == system(page, "ButtonText")
    assert colour(page, main, "color") == system(page, "ButtonFace")
    assert colour(page, f"{main} .icon", "stroke") == system(page, "ButtonFace")


def test_other_buttons_and_fields_have_an_edge(learner, page):
    page.goto("/accounts/email/")
    for part in ("main .button", "main input[type=email]"):
        assert page.locator(part).first.evaluate("part => getComputedStyle(part).borderTopStyle") == "solid", part
        assert colour(page, part, "borderTopColor") != system(page, "Canvas"), part


def test_bar_of_progress_is_seen_in_its_frame(learner, page):
    assert colour(page, ".progress", "borderTopColor") == system(page, "CanvasText")
    assert page.locator(".progress").first.evaluate("bar => getComputedStyle(bar).borderTopWidth") == "1px"
    assert painted_halves(page.locator(".progress").first.screenshot()) == (True, False)


def painted_halves(png: bytes) -> tuple[bool, bool]:
    """Whether the left and the right half of the picture are, in their middle, of another colour than black."""
    with Image.open(BytesIO(png)) as picture:
        middle = picture.height // 2
        left, right = (picture.convert("RGB").getpixel((picture.width * part // 4, middle)) for part in (1, 3))
    return left != (0, 0, 0), right != (0, 0, 0)


def test_present_lesson_alone_is_marked_in_the_outline(learner, page):
    page.goto(lessons_of(learner)[1].get_url())
    edge = "borderInlineStartColor"
    assert colour(page, ".outline__lesson[aria-current]", edge) == system(page, "Highlight")
    assert colour(page, ".outline__lesson:not([aria-current])", edge) == system(page, "Canvas")
    assert colour(page, ".outline__mark .icon", "stroke") != system(page, "Canvas")


def test_focus_is_drawn_in_the_colour_of_the_device(learner, page):
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert colour(page, ":focus", "outlineColor") == system(page, "Highlight")
