"""Pictures."""

import pytest

from catalog.models import CourseImage
from tests.catalog.blocks_material import api_of, block_of, complaints, html_of, make_image


@pytest.fixture
def loaf(db) -> CourseImage:
    return make_image()


def picture(image: CourseImage | None, **fields) -> tuple[str, dict]:
    return "image", {
        "image": image and image.pk,
        "alt": "A loaf, cut open",
        "is_decorative": False,
        "caption": "Large holes",
    } | fields


def test_image_is_offered_in_three_sizes_with_its_description(loaf):
    image = block_of(*picture(loaf)).select_one("img")

    assert image["alt"] == "A loaf, cut open"
    assert [part.split()[1] for part in image["srcset"].split(", ")] == ["480w", "800w", "1280w"]
    assert (image["width"], image["height"]) == ("1280", "720")
    assert image["src"] == image["srcset"].split(", ")[2].split()[0]
    assert image["loading"] == "lazy"


def test_image_stands_in_a_figure_with_its_caption(loaf):
    element = block_of(*picture(loaf))

    assert (element.name, element.select_one("figcaption").text) == ("figure", "Large holes")
    assert block_of(*picture(loaf, caption="")).select_one("figcaption") is None


def test_small_image_is_not_blown_up(db):
    image = block_of(*picture(make_image(width=300, height=200))).select_one("img")

    assert [part.split()[1] for part in image["srcset"].split(", ")] == ["300w"]


def test_decorative_image_is_silent_even_with_a_description(loaf):
    assert block_of(*picture(loaf, is_decorative=True)).select_one("img")["alt"] == ""


def test_image_without_description_is_refused_unless_decorative(loaf):
    message = {"alt": ["Describe the image, or say that it is only decoration."]}

    assert complaints(*picture(loaf, alt="")) == message
    assert complaints(*picture(loaf, alt="   ")) == message
    assert complaints(*picture(loaf, alt="", is_decorative=True)) == {}
    assert complaints(*picture(loaf, alt=""), is_draft=True) == {}


def test_image_must_be_chosen(db):
    assert complaints(*picture(None)) == {"image": ["This field is required."]}


def test_image_that_was_deleted_leaves_its_caption_and_the_lesson(loaf):
    block = picture(loaf)
    loaf.delete()

    assert block_of(*block).select_one("img") is None
    assert "Large holes" in html_of(block)


def test_image_whose_file_is_missing_leaves_its_caption_and_the_lesson(loaf):
    loaf.file.storage.delete(loaf.file.name)

    element = block_of(*picture(loaf))

    assert element.select_one("img") is None
    assert element.select_one("figcaption").text == "Large holes"


def test_image_in_the_api_has_complete_addresses_of_its_renditions(loaf, settings):
    settings.WAGTAILAPI_BASE_URL = "https://lms.example"
    small, medium, large = (loaf.get_rendition(f"width-{width}").url for width in (480, 800, 1280))

    assert api_of(*picture(loaf)) == {
        "image": {
            "id": loaf.pk,
            "title": "A loaf",
            "renditions": {
                "small": {"url": f"https://lms.example{small}", "width": 480, "height": 270},
                "medium": {"url": f"https://lms.example{medium}", "width": 800, "height": 450},
                "large": {"url": f"https://lms.example{large}", "width": 1280, "height": 720},
            },
        },
        "alt": "A loaf, cut open",
        "is_decorative": False,
        "caption": "Large holes",
    }


def test_original_of_an_image_is_neither_on_the_page_nor_in_the_api(loaf):
    assert "original_images" not in html_of(picture(loaf))
    assert "original_images" not in str(api_of(*picture(loaf)))


def test_deleted_image_in_the_api_is_nothing(db):
    assert api_of("image", {"image": 999_999, "alt": "x"})["image"] is None
