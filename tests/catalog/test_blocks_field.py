"""Blocks change without migrations, and a migration of data keeps every block."""

import json

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import JSONField
from wagtail.blocks import CharBlock, IntegerBlock, StreamBlock

from catalog.blocks import BodyField, LessonBody
from catalog.models import CoursePage, LessonPage

RAW = [
    {"type": "heading", "value": {"text": "One", "level": "h2"}, "id": "a"},
    {"type": "paragraph", "value": "<p>Two</p>", "id": "b"},
    {"type": "no_longer_offered", "value": {"old": 1}, "id": "c"},
]


class OldBlocks(StreamBlock):
    line = CharBlock()


class NewBlocks(StreamBlock):
    line = CharBlock(max_length=5, label="Changed")
    number = IntegerBlock()


def state_with(body: BodyField) -> ProjectState:
    state = ProjectState.from_apps(apps)
    lesson = ModelState.from_model(LessonPage)
    lesson.fields["body"] = body
    state.models["catalog", "lessonpage"] = lesson
    return state


def changes(before: BodyField, after: BodyField) -> dict:
    return MigrationAutodetector(state_with(before), state_with(after)).changes(graph=MigrationLoader(None).graph)


def test_changed_blocks_make_no_migration():
    assert changes(BodyField(OldBlocks(), blank=True), BodyField(NewBlocks(), blank=True)) == {}


def test_changed_options_of_the_field_still_make_one():
    assert list(changes(BodyField(OldBlocks(), blank=True), BodyField(OldBlocks()))) == ["catalog"]


def test_field_is_a_json_field_to_migrations():
    field = LessonPage._meta.get_field("body")

    name, path, arguments, options = field.deconstruct()

    assert (name, path, arguments) == ("body", "django.db.models.JSONField", [])
    assert set(options) == {"blank", "verbose_name"}


@pytest.mark.parametrize("options", [{}, {"min_num": 1, "max_num": 3, "collapsed": True}])
def test_copy_of_the_field_keeps_its_blocks_and_limits(options):
    copy = BodyField(LessonBody(), blank=True, **options).clone()

    assert list(copy.stream_block.child_blocks) == list(LessonBody().child_blocks)
    assert copy.blank
    assert not copy.stream_block.required
    for name, value in options.items():
        assert getattr(copy.stream_block.meta, name) == value


@pytest.mark.parametrize(
    ("model", "names"),
    [(LessonPage, ["body"]), (CoursePage, ["description", "outcomes", "requirements", "audience", "faq"])],
)
def test_every_stream_of_the_catalog_is_such_a_field(model, names):
    assert all(isinstance(model._meta.get_field(name), BodyField) for name in names)


def test_data_migration_reads_and_writes_every_block(db):
    """A historical model, as a RunPython gets it, sees the list as stored and gives it back whole."""
    historical = MigrationLoader(connection).project_state().apps.get_model("catalog", "LessonPage")
    assert isinstance(historical._meta.get_field("body"), JSONField)
    page = lesson_with(RAW)

    old = historical.objects.get(pk=page.pk)
    assert old.body == RAW
    old.body[0]["value"]["text"] = "Renamed"
    old.save(update_fields=["body"])

    assert stored_body(page) == [RAW[0] | {"value": {"text": "Renamed", "level": "h2"}}, *RAW[1:]]
    assert [block.block_type for block in LessonPage.objects.get(pk=page.pk).body] == ["heading", "paragraph"]


def test_body_survives_being_loaded_and_saved(db):
    page = lesson_with(RAW[:2])

    LessonPage.objects.get(pk=page.pk).save()

    assert stored_body(page) == RAW[:2]


def lesson_with(raw: list) -> LessonPage:
    root = LessonPage.get_first_root_node()
    page = root.add_child(instance=LessonPage(title="Lesson", slug="lesson-for-data"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_lessonpage SET body = %s WHERE page_ptr_id = %s", [json.dumps(raw), page.pk])
    return page


def stored_body(page: LessonPage) -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM catalog_lessonpage WHERE page_ptr_id = %s", [page.pk])
        (value,) = cursor.fetchone()
    return json.loads(value) if isinstance(value, str) else value
