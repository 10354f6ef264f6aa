"""A long lesson asks the database no more often than a short one."""

import pytest

from tests.catalog.blocks_material import body_of, make_document, make_image, make_media


def images(count: int) -> list[tuple[str, dict]]:
    made = [make_image(height=9) for _number in range(count)]  # wide enough for every size, quickly drawn
    for image in made:
        image.get_renditions("width-480", "width-800", "width-1280")
    return [("image", {"image": image.pk, "alt": "x", "caption": ""}) for image in made]


def films(count: int) -> list[tuple[str, dict]]:
    captions = make_document("Captions", "x.vtt")
    made = [make_media(captions=captions) for _number in range(count)]
    return [("video", {"media": film.pk, "captions": None, "title": "x"}) for film in made]


def files(count: int) -> list[tuple[str, dict]]:
    return [("file", {"document": make_document().pk, "label": ""}) for _number in range(count)]


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(
    ("blocks", "queries"),
    [
        (images, 2),  # images, renditions
        (films, 2),  # films, their captions
        (files, 1),  # documents
    ],
)
def test_showing_many_blocks_takes_as_many_queries_as_one(db, django_assert_num_queries, blocks, queries, count):
    body = body_of(*blocks(count))

    with django_assert_num_queries(queries):
        html = body.render_as_block({"is_shell": True})

    assert html.count("<figure") + html.count('class="file"') == count


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(("blocks", "queries"), [(images, 2), (films, 2), (files, 1)])
def test_api_tells_many_blocks_with_as_many_queries_as_one(db, django_assert_num_queries, blocks, queries, count):
    body = body_of(*blocks(count))

    with django_assert_num_queries(queries):
        answer = body.stream_block.get_api_representation(body)

    assert len(answer) == count


def test_text_alone_asks_nothing(db, django_assert_num_queries):
    body = body_of(*[("paragraph", "<p>x</p>"), ("heading", {"text": "x", "level": "h2"})] * 20)

    with django_assert_num_queries(0):
        body.render_as_block({})


def test_image_used_twice_is_read_once(db, django_assert_num_queries):
    (block,) = images(1)
    body = body_of(block, block)

    with django_assert_num_queries(2):
        assert body.render_as_block({}).count("<img") == 2
