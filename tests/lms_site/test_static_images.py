"""The site's own pictures: there, harmless, and of the sizes that browsers and link previews ask for."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

IMAGES = Path(__file__).resolve().parents[2] / "lms_site" / "static" / "img"
DRAWINGS = ["logo.svg", "favicon.svg", "empty-courses.svg", "empty-learning.svg", "not-found.svg"]


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_small_scales_and_contains_nothing_that_a_strict_policy_blocks(name):
    drawing = ElementTree.parse(IMAGES / name).getroot()
    tags = {element.tag.partition("}")[2] for element in drawing.iter()}
    attributes = {attribute for element in drawing.iter() for attribute in element.attrib}
    assert drawing.get("viewBox")
    assert not tags & {"script", "style", "foreignObject", "image"}
    assert not {attribute for attribute in attributes if attribute == "style" or attribute.startswith("on")}
    assert (IMAGES / name).stat().st_size < 4_000


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_shows_in_light_and_dark_because_it_has_colours_of_its_own(name):
    text = (IMAGES / name).read_text()
    assert "currentColor" not in text  # black inside an <img>, and so lost on a dark page
    assert "#000" not in text


@pytest.mark.parametrize(
    ("name", "size", "most_bytes"),
    [("apple-touch-icon.png", (180, 180), 10_000), ("og-default.png", (1200, 630), 120_000)],
)
def test_picture_has_the_size_that_others_expect(name, size, most_bytes):
    with Image.open(IMAGES / name) as picture:
        assert picture.size == size
    assert (IMAGES / name).stat().st_size <= most_bytes


def test_favicon_holds_a_cut_for_each_usual_size():
    with Image.open(IMAGES / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_certificate_carries_the_same_mark_as_the_site():
    mark = IMAGES.parents[2] / "catalog" / "certificates" / "mark.svg"
    assert mark.read_bytes() == (IMAGES / "logo.svg").read_bytes()
