"""Pages of a list: the rest of the address stays, and the present page is said."""

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(rf):
    """`draw(page, of=…, query=…)`: the navigation as parsed HTML."""

    def drawn(number: int, *, of: int, query: str = "") -> BeautifulSoup:
        request = rf.get(f"/courses/?{query}")
        page = Paginator(range(of), 1).page(number)
        html = render_to_string("components/pagination.html", {"page_obj": page}, request=request)
        return BeautifulSoup(html, "html.parser")

    return drawn


def shown(page: BeautifulSoup) -> list[str]:
    return [text for item in page.select("nav > a, nav > span") if (text := item.get_text(strip=True))]


def test_nothing_is_drawn_for_a_single_page(draw):
    assert draw(1, of=1).select_one("nav") is None


def test_links_keep_the_rest_of_the_query(draw):
    page = draw(1, of=3, query="q=batik&level=beginner&level=all&page=1")
    assert page.select_one("[rel=next]")["href"] == "?q=batik&level=beginner&level=all&page=2"


def test_the_present_page_is_no_link_and_says_so(draw):
    page = draw(2, of=3)
    present = page.select_one("[aria-current=page]")
    assert (present.name, present.get_text(strip=True)) == ("span", "2")


def test_first_page_has_no_previous_and_last_no_next(draw):
    assert draw(1, of=3).select_one("[rel=prev]") is None
    assert draw(3, of=3).select_one("[rel=next]") is None


def test_a_long_list_is_shortened_around_the_present_page(draw):
    numbers = [text for text in shown(draw(10, of=20)) if not text.endswith("page")]
    assert numbers == ["1", "…", "8", "9", "10", "11", "12", "…", "20"]


def test_arrows_have_words(draw):
    page = draw(2, of=3)
    assert page.select_one("[rel=prev]").get_text(strip=True) == "Previous page"
    assert page.select_one("[rel=next]").get_text(strip=True) == "Next page"
