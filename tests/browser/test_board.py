"""The curriculum board in a browser: the keyboard alone, the mouse, a lost connection, somebody else meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from catalog.models import CoursePage
from catalog.queries.board import stamp_of
from catalog.services.curriculum_moves import step_page
from tests.catalog.board_material import order_of
from tests.factories.accounts import PASSWORD, InstructorFactory
from tests.factories.catalog import lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)


def open_board(page: Page, course: CoursePage) -> None:
    path = f"/cms/courses/{course.pk}/board/"
    page.goto(f"/accounts/login/?next={path}")
    page.fill("#id_login", course.owner.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{path}")
    expect(page.locator("#board")).to_have_class(re.compile("is-alive"))


def spoken(page: Page, text: str) -> None:
    expect(page.locator("#board-said")).to_contain_text(text)


def test_keyboard_alone_builds_and_orders_a_course(page):
    course = make_course(author=InstructorFactory(), modules=0, live=False)
    open_board(page, course)
    build(page)
    flour, water, _time = lessons_of(course)
    carry_and_put_back(page, flour.pk)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    spoken(page, "“Flour” is now 2 of 3 in “The first loaf”.")
    expect(page.locator(f"#handle-{flour.pk}")).to_be_focused()
    assert order_of(course) == {"The first loaf": ["Water", "Flour", "Time"]}
    page.locator(f"#down-{water.pk}").focus()
    page.keyboard.press("Enter")
    spoken(page, "“Water” is now 2 of 3")
    expect(page.locator(f"#down-{water.pk}")).to_be_focused()
    assert order_of(course) == {"The first loaf": ["Flour", "Water", "Time"]}
    carry_into_a_new_module(page, water.pk)
    rename(page, water.pk)
    assert order_of(course) == {"The first loaf": ["Flour", "Time"], "Crust": ["Salt water"]}


def build(page: Page) -> None:
    """One module and three lessons."""
    page.locator("#new-module").focus()
    page.keyboard.type("The first loaf")
    page.keyboard.press("Enter")
    spoken(page, "Module “The first loaf” added.")
    for title in ("Flour", "Water", "Time"):
        expect(page.locator("[id^=new-lesson]")).to_be_focused()
        expect(page.locator("[id^=new-lesson]")).to_have_value("")
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        spoken(page, f"Lesson “{title}” added.")


def carry_and_put_back(page: Page, lesson: int) -> None:
    """Pick the first lesson up, carry it to the end, think again."""
    page.locator(f"#handle-{lesson}").focus()
    page.keyboard.press("Space")
    spoken(page, "Picked up: Flour")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    spoken(page, "Flour: place 3 of 3 in The first loaf.")
    page.keyboard.press("Escape")
    spoken(page, "Flour is back where it was.")
    expect(page.locator("[data-item=lesson]").first).to_contain_text("Flour")


def carry_into_a_new_module(page: Page, lesson: int) -> None:
    """From the middle of the first module, past its end."""
    page.locator("#new-module").focus()
    page.keyboard.type("Crust")
    page.keyboard.press("Enter")
    spoken(page, "Module “Crust” added.")
    page.locator(f"#handle-{lesson}").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    spoken(page, "Water: place 1 of 1 in Crust.")
    page.keyboard.press("Space")
    spoken(page, "“Water” is now 1 of 1 in “Crust”.")


def rename(page: Page, lesson: int) -> None:
    """In place: refused without a title, given up, done."""
    page.locator(f"#rename-{lesson}").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("   ")
    page.keyboard.press("Enter")
    expect(page.locator("#board-notice")).to_contain_text("Give it a title")
    expect(page.locator("[data-renaming] [name=title]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#rename-{lesson}")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Salt water")
    page.keyboard.press("Enter")
    spoken(page, "Renamed to “Salt water”.")
    expect(page.locator(f"#rename-{lesson}")).to_be_focused()


def drag(page: Page, what: int, onto: int, *, below: bool = True) -> None:
    source, target = page.locator(f"#handle-{what}").bounding_box(), page.locator(f"#page-{onto}").bounding_box()
    page.mouse.move(source["x"] + source["width"] / 2, source["y"] + source["height"] / 2)
    page.mouse.down()
    edge = target["y"] + (target["height"] - 3 if below else 3)
    page.mouse.move(source["x"] + 30, (source["y"] + edge) / 2, steps=4)
    page.mouse.move(source["x"] + 30, edge, steps=4)
    expect(page.locator(".board-line")).to_have_count(1)
    page.mouse.up()


def test_mouse_drags_into_another_module_and_troubles_put_things_back(page):
    course = make_course(author=InstructorFactory(), modules=2, lessons=2)
    open_board(page, course)
    first, second, third, _fourth = lessons_of(course)
    drag(page, first.pk, third.pk)
    spoken(page, "“Lesson 1.1” is now 2 of 3 in “Module 2”.")
    assert order_of(course) == {"Module 1": ["Lesson 1.2"], "Module 2": ["Lesson 2.1", "Lesson 1.1", "Lesson 2.2"]}

    page.context.set_offline(True)
    drag(page, first.pk, second.pk, below=False)
    expect(page.locator("#board-notice")).to_contain_text("No connection")
    expect(page.locator("[data-item=lesson]").nth(2)).to_contain_text("Lesson 1.1")
    page.context.set_offline(False)

    step_page(user=course.owner, course_id=course.pk, page_id=third.pk, by=1, stamp=stamp_of(course))
    before = order_of(course)
    drag(page, first.pk, second.pk, below=False)
    expect(page.locator("#board-notice")).to_contain_text("Somebody changed the order meanwhile")
    assert order_of(course) == before
    expect(page.locator("[data-item=lesson]").nth(1)).to_contain_text("Lesson 1.1")
    drag(page, first.pk, second.pk, below=False)
    spoken(page, "“Lesson 1.1” is now 1 of 2 in “Module 1”.")
    expect(page.locator("#board-notice")).to_be_hidden()

    page.context.clear_cookies(name="sessionid")
    page.locator(f"#down-{first.pk}").click()
    expect(page.locator("#board-notice")).to_contain_text("signed out")
