"""An unfinished lesson can be saved, looked at and read by programs at any moment; publishing asks for the rest."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from catalog.blocks import CourseDescription, FaqList, ItemList, LessonBody
from catalog.blocks.reading import plain_text, private_files, reading_minutes
from tests.catalog.blocks_material import body_of, html_of, page_of

EVERY_BLOCK = [
    pytest.param(stream, kind, id=f"{stream.__name__}-{kind}")
    for stream in (LessonBody, CourseDescription, ItemList, FaqList)
    for kind in stream().child_blocks
]


def just_inserted(stream: type, kind: str) -> StreamValue:
    """A body with one block as the editor inserts it: nothing filled in."""
    block = stream()
    return StreamValue(block, [(kind, block.child_blocks[kind].get_default(), "new")])


@pytest.mark.parametrize(("stream", "kind"), EVERY_BLOCK)
def test_empty_block_can_be_saved_as_a_draft_but_not_published(db, stream, kind):
    body = just_inserted(stream, kind)

    saved = body.stream_block.clean_deferred(body)

    assert [child.block_type for child in saved] == [kind]
    with pytest.raises(ValidationError):
        body.stream_block.clean(body)


@pytest.mark.parametrize(("stream", "kind"), EVERY_BLOCK)
def test_empty_block_can_be_previewed_and_read(db, stream, kind):
    body = just_inserted(stream, kind)

    assert isinstance(str(body.render_as_block({})), str)
    assert body.stream_block.get_api_representation(body)[0]["type"] == kind
    assert plain_text(body) == ""
    assert reading_minutes(body) == 1
    assert private_files(body).documents == frozenset()


@pytest.mark.parametrize("kind", sorted(LessonBody().child_blocks))
def test_block_stored_with_fields_missing_is_shown_without_error(db, kind):
    """A block gains a field later; what was stored before has no value for it."""
    block = LessonBody().child_blocks[kind]
    stored = {} if hasattr(block, "child_blocks") else None

    assert isinstance(html_of((kind, stored)), str)


def test_block_type_that_is_no_longer_offered_is_left_out_and_the_rest_stays():
    page = page_of(("marquee", {"text": "x"}), ("paragraph", "<p>rest</p>"))

    assert page.text.strip() == "rest"


def test_refused_publishing_does_not_make_the_next_draft_harder(db):
    body = just_inserted(LessonBody, "heading")
    with pytest.raises(ValidationError):
        body.stream_block.clean(body)

    assert len(body.stream_block.clean_deferred(body)) == 1
    with pytest.raises(ValidationError):
        body.stream_block.clean(body)


def test_error_in_a_long_lesson_is_shown_at_its_own_block():
    body = body_of(
        ("heading", {"text": "One", "level": "h2"}),
        ("paragraph", "<p>x</p>"),
        ("heading", {"text": "", "level": "h2"}),
    )

    with pytest.raises(ValidationError) as caught:
        body.stream_block.clean(body)

    assert list(caught.value.as_json_data()["blockErrors"]) == [2]


def test_blocks_keep_their_order_and_ids():
    body = body_of(("paragraph", "<p>1</p>"), ("heading", {"text": "2", "level": "h2"}), ("paragraph", "<p>3</p>"))

    cleaned = body.stream_block.clean(body)

    assert [(child.block_type, child.id) for child in cleaned] == [
        ("paragraph", "id-0"),
        ("heading", "id-1"),
        ("paragraph", "id-2"),
    ]


def test_course_and_lesson_do_not_share_the_state_of_a_check(db):
    """The draft of a course is checked while a lesson is published: each keeps its own rules."""
    course, lesson = CourseDescription(), LessonBody()
    course.defer_required_validation()
    try:
        body = just_inserted(LessonBody, "table")
        with pytest.raises(ValidationError):
            lesson.clean(body)
    finally:
        course.restore_deferred_validation()
