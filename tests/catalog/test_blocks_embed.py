"""Films on YouTube and Vimeo: which addresses are understood, and what becomes of them."""

import pytest
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedNotFoundException

from catalog.embeds import find_embed
from tests.catalog.blocks_material import api_of, block_of, complaints

YOUTUBE = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
VIMEO = "https://player.vimeo.com/video/76979871"


def embed(url: str, **fields) -> tuple[str, dict[str, str]]:
    return "embed", {"url": url, "title": "A baker's morning", "caption": "Four minutes"} | fields


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ", YOUTUBE),
        ("http://youtube.com/watch?v=aqz-KE-bpKQ", YOUTUBE),
        ("https://m.youtube.com/watch?feature=share&v=aqz-KE-bpKQ&list=PL1", YOUTUBE),
        ("https://youtu.be/aqz-KE-bpKQ", YOUTUBE),
        ("https://youtu.be/aqz-KE-bpKQ?t=90", f"{YOUTUBE}?start=90"),
        ("https://youtu.be/aqz-KE-bpKQ?si=x&t=1m30s", f"{YOUTUBE}?start=90"),
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=1h2m3s", f"{YOUTUBE}?start=3723"),
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=soon", YOUTUBE),
        ("https://www.youtube.com/embed/aqz-KE-bpKQ?start=12", f"{YOUTUBE}?start=12"),
        ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", YOUTUBE),
        ("https://www.youtube.com/shorts/aqz-KE-bpKQ", YOUTUBE),
        ("https://www.youtube.com/live/aqz-KE-bpKQ?feature=share", YOUTUBE),
        ("  https://youtu.be/aqz-KE-bpKQ  ", YOUTUBE),
        ("https://vimeo.com/76979871", f"{VIMEO}?dnt=1"),
        ("https://vimeo.com/channels/staffpicks/76979871", f"{VIMEO}?dnt=1"),
        ("https://vimeo.com/showcase/123/video/76979871", f"{VIMEO}?dnt=1"),
        ("https://player.vimeo.com/video/76979871", f"{VIMEO}?dnt=1"),
        ("https://vimeo.com/76979871/0a1b2c3d4e", f"{VIMEO}?h=0a1b2c3d4e&dnt=1"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", f"{VIMEO}?h=0a1b2c3d4e&dnt=1"),
    ],
)
def test_address_of_a_film_becomes_that_of_its_player(address, player):
    assert find_embed(address).player_url == player


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "film",
        "https://",
        "https://[broken",
        "https://example.org/watch?v=aqz-KE-bpKQ",
        "https://youtube.com.example.org/watch?v=aqz-KE-bpKQ",
        "https://example.org/https://youtu.be/aqz-KE-bpKQ",
        "https://user@evil.example/youtube.com/embed/aqz-KE-bpKQ",
        "javascript:alert('https://youtu.be/aqz-KE-bpKQ')",
        "data:text/html,https://youtu.be/aqz-KE-bpKQ",
        "//youtu.be/aqz-KE-bpKQ",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ%22%3E",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/playlist?list=PL1",
        "https://vimeo.com/about",
        "https://vimeo.com/76979871/edit",
        "https://player.vimeo.com/video/1",
    ],
)
def test_address_of_something_else_is_not_taken_for_a_film(address):
    assert find_embed(address) is None


def test_film_keeps_the_address_of_its_own_page_for_people():
    assert find_embed("https://youtu.be/aqz-KE-bpKQ?t=90").page_url == (
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=90s"
    )
    assert find_embed("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e").page_url == (
        "https://vimeo.com/76979871/0a1b2c3d4e"
    )


def test_embed_is_a_named_player_with_its_caption():
    element = block_of(*embed("https://vimeo.com/76979871"))

    frame = element.select_one("iframe")
    assert (frame["src"], frame["title"]) == (f"{VIMEO}?dnt=1", "A baker's morning")
    assert (frame["loading"], frame["width"], frame["height"]) == ("lazy", "640", "360")
    assert element.select_one("figcaption").text == "Four minutes"


def test_embed_stored_with_another_address_is_a_link_and_no_frame():
    element = block_of(*embed("https://example.org/film"))

    assert element.select_one("iframe") is None
    assert element.select_one("a")["href"] == "https://example.org/film"


def test_embed_needs_an_address_that_shows_a_film_and_a_title():
    assert complaints(*embed("")) == {"url": ["This field is required."]}
    assert complaints(*embed("https://youtu.be/aqz-KE-bpKQ", title="")) == {"title": ["This field is required."]}
    assert complaints(*embed("https://example.org/film")) == {
        "url": ["Use the address of a film on YouTube or Vimeo, as it stands in your browser."]
    }


def test_embed_in_the_api():
    assert api_of(*embed("https://vimeo.com/76979871")) == {
        "url": "https://vimeo.com/76979871",
        "title": "A baker's morning",
        "caption": "Four minutes",
        "provider": "Vimeo",
        "player_url": f"{VIMEO}?dnt=1",
    }


def test_wagtail_describes_a_film_without_asking_the_network(db):
    found = get_embed("https://youtu.be/aqz-KE-bpKQ", max_width=800)

    assert (found.provider_name, found.width, found.height) == ("YouTube", 800, 450)
    assert f'src="{YOUTUBE}"' in found.html
    assert found.thumbnail_url == ""


def test_wagtail_refuses_every_other_address_without_asking_the_network(db):
    with pytest.raises(EmbedNotFoundException):
        get_embed("https://example.org/film")
