"""What other sites and the browser's own frame are told of a page: picture, title, colour."""

from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from home.models import HomePage, StandardPage
from tests.factories.catalog import lessons_of, make_course

pytestmark = pytest.mark.django_db
PICTURE = "https://learn.example.org/static/img/og-default.png"


class Metas(HTMLParser):
    """The `<meta>` elements of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[dict] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "meta":
            self.found.append(dict(attrs))

    def contents(self, name: str) -> list[str]:
        return [meta["content"] for meta in self.found if name in (meta.get("name"), meta.get("property"))]


@pytest.fixture
def metas(client, settings):
    """Call it with an address for what the page there says."""
    settings.SITE_URL = "https://learn.example.org"
    return lambda address, **extra: Metas(client.get(address, **extra).content.decode())


def lesson_address() -> str:
    return lessons_of(make_course(lesson_fields={"is_free_preview": True}))[0].get_url()


def help_address() -> str:
    return HomePage.objects.get().add_child(instance=StandardPage(title="Help", slug="help")).get_url()


@pytest.mark.parametrize(
    "address",
    ["/", "/courses/", lesson_address, help_address, "/accounts/login/", "/nothing/"],
    ids=lambda address: getattr(address, "__name__", address),
)
def test_page_brings_one_picture_with_its_full_address(metas, address):
    found = metas(address() if callable(address) else address)
    assert found.contents("og:image") == [PICTURE]
    assert [found.contents(f"og:image:{side}") for side in ("width", "height")] == [["1200"], ["630"]]
    assert found.contents("og:image:alt")[0]
    assert found.contents("twitter:card") == ["summary_large_image"]
    assert len(found.contents("og:title")) <= 1


def test_picture_for_sharing_exists():
    assert finders.find("img/og-default.png")


def test_home_is_shared_with_its_headline_and_lead(metas):
    HomePage.objects.update(headline='Learn "by doing"', lead="Short <b>lessons</b>")
    found = metas("/")
    assert found.contents("og:title") == ['Learn "by doing"']
    assert found.contents("og:description") == ["Short <b>lessons</b>"]
    assert found.contents("og:url") == ["https://learn.example.org/"]


def test_lesson_is_shared_with_its_title(metas):
    course = make_course(lesson_fields={"is_free_preview": True})
    lesson = lessons_of(course)[0]
    assert metas(lesson.get_url()).contents("og:title") == [lesson.title]


def test_page_can_bring_a_picture_of_its_own(tmp_path, settings):
    (tmp_path / "own.html").write_text(
        '{% extends "base.html" %}{% block sharing_picture %}<meta property="og:image" content="own.png">'
        "{% endblock %}{% block header %}{% endblock %}{% block footer %}{% endblock %}"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    assert Metas(render_to_string("own.html")).contents("og:image") == ["own.png"]


def test_browser_frame_has_a_colour_for_light_and_for_dark(metas):
    colours = [meta for meta in metas("/").found if meta.get("name") == "theme-color"]
    assert [meta["media"] for meta in colours] == ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]


def test_what_is_shared_takes_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        render_to_string("403.html", {"site_name": "School", "site_url": "https://learn.example.org"})
