"""axe finds nothing on the main pages, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from catalog.services.completion import complete_lesson
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.catalog import CategoryFactory, enroll, lessons_of, make_course, make_path

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school():
    """A small catalog, a learner half way, one finished course."""
    category = CategoryFactory(name="Crafts")
    course = make_course(title="Batik by Numbers", modules=2, lessons=2, category=category, subtitle="Draw it yourself")
    finished = make_course(title="Short", lessons=1, category=category)
    make_path(course, finished)
    learner = UserFactory(display_name="Dewi")
    enroll(user=learner, course=course)
    enroll(user=learner, course=finished)
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    complete_lesson(user=learner, lesson=lessons_of(finished)[0])
    return course, learner


def problems(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_visitors_have_no_problems(school, page, theme):
    course, _learner = school
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for path in ("/", "/courses/", course.get_url(), "/accounts/login/", "/accounts/signup/", "/nothing-here/"):
        page.goto(path)
        assert (path, problems(page)) == (path, [])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_learners_have_no_problems(school, page, theme):
    course, learner = school
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto("/accounts/login/")
    page.fill("#id_login", learner.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/learn/**")
    for path in ("/learn/", "/", course.get_url(), lessons_of(course)[1].get_url()):
        page.goto(path)
        assert (path, problems(page)) == (path, [])


def test_no_page_scrolls_sideways_on_a_small_phone(school, page):
    course, _learner = school
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/courses/", course.get_url(), "/accounts/login/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
