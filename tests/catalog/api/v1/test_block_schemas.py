"""What the description of the API says about blocks holds for what the API gives and takes."""

import copy

import jsonschema
import pytest
from drf_spectacular.plumbing import ComponentRegistry

from catalog.api.v1.block_schemas import Describer
from catalog.api.v1.blocks import LessonBodyField
from catalog.blocks import CourseDescription, FaqList, ItemList, LessonBody
from catalog.blocks.sent import Reading
from catalog.blocks.typed import stored
from tests.catalog.api.v1.authoring.material import every_block

pytestmark = pytest.mark.django_db


def check(block, value, *, is_input: bool) -> None:
    registry = ComponentRegistry()
    stream = Describer(registry, is_input=is_input).stream(block)
    schema = {**stream, "components": registry.build({})}
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema, cls=jsonschema.Draft202012Validator)


def body_of(blocks):
    stream = LessonBody()
    return stream.to_python(stored(stream, blocks, place="body", reading=Reading()))


def test_bodies_that_are_read_are_as_described():
    field = LessonBodyField()
    assert field.context == {}
    read = field.to_representation(body_of(every_block()))
    check(LessonBody(), read, is_input=False)


def test_what_is_described_may_be_sent_and_what_was_read_as_well():
    sent = every_block()
    check(LessonBody(), sent, is_input=True)
    check(LessonBody(), LessonBodyField().to_representation(body_of(sent)), is_input=True)


def test_empty_blocks_are_as_described():
    stream = LessonBody()
    empty = [{"type": name, "value": {}} for name in ("heading", "image", "video", "file", "table", "math")]
    check(stream, empty, is_input=True)
    read = LessonBodyField().to_representation(body_of([*empty, {"type": "snippet", "value": None}]))
    check(stream, read, is_input=False)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [((0, "type"), "rocket"), ((0, "value", "level"), "h1"), ((0, "value", "more"), 1), ((1, "value"), 7)],
)
def test_what_is_refused_is_not_described(place, wrong):
    sent = copy.deepcopy(every_block())
    *way, last = place
    inner = sent
    for step in way:
        inner = inner[step]
    inner[last] = wrong
    with pytest.raises(jsonschema.ValidationError):
        check(LessonBody(), sent, is_input=True)


@pytest.mark.parametrize("block_class", [CourseDescription, ItemList, FaqList, LessonBody])
def test_each_type_of_block_is_a_component_of_its_own(block_class):
    registry = ComponentRegistry()
    block = block_class()
    stream = Describer(registry, is_input=False).stream(block)
    assert stream["items"]["discriminator"]["mapping"].keys() == block.child_blocks.keys()
    assert len(registry.build({})["schemas"]) == len(block.child_blocks)
