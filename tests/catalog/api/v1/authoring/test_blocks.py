"""Bodies as typed blocks: what the editor takes is taken, and what is read can be written back."""

from types import SimpleNamespace

import pytest

from catalog.models import LessonPage
from tests.catalog.api.v1.authoring.material import (
    ROOT,
    block,
    data_of,
    details_of,
    every_block,
    paragraph,
    without_ids,
)
from tests.factories.accounts import InstructorFactory
from tests.factories.api import api_client
from tests.factories.catalog import lessons_of, make_course, reload
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(lesson=lessons_of(make_course(live=False, lessons=1))[0])


lesson = own("lesson")


@pytest.fixture
def client(lesson):
    return api_client(lesson.owner)


@pytest.fixture
def write(client, lesson):
    """Sends a body."""
    return lambda body: client.patch(f"{ROOT}lessons/{lesson.pk}/", {"body": body})


def test_body_of_every_block_comes_back_and_stays_the_same_when_sent_again(client, lesson, write):
    sent = every_block(lesson.get_course().team.collection)
    assert {part["type"] for part in sent} == set(LessonPage.body.field.stream_block.child_blocks)
    read = data_of(write(sent))["draft"]["body"]
    expected = without_ids(sent)
    # The grid notes its heads twice when it is saved.
    expected[4][1]["table"] |= {"first_row_is_table_header": False, "first_col_is_header": False}
    assert without_ids(read) == expected
    stored = reload(lesson).get_latest_revision().content["body"]
    revisions = reload(lesson).revisions.count()
    assert data_of(write(read))["draft"]["body"] == read
    assert reload(lesson).revisions.count() == revisions
    data_of(write([*read, paragraph("One more.")]))
    assert reload(lesson).get_latest_revision().content["body"].startswith(stored[:-1])


def test_body_as_the_reading_api_gives_it_may_be_written_back(lesson, write):
    data_of(write(every_block(lesson.get_course().team.collection)))
    body = reload(lesson).body
    given = body.stream_block.get_api_representation(body)
    read = data_of(write(given))["draft"]["body"]
    assert [part["id"] for part in read] == [part["id"] for part in given]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("text", "body"),
        ({}, "body"),
        (None, "body"),
        ([1], "body.0"),
        ([[]], "body.0"),
        ([None], "body.0"),
        ([{}], "body.0.type"),
        ([{"type": "paragraph"}], "body.0.value"),
        ([block("rocket", 1)], "body.0.type"),
        ([block(["paragraph"], "x")], "body.0.type"),
        ([block("paragraph", "x", extra=1)], "body.0.extra"),
        ([block("paragraph", "x", id=7)], "body.0.id"),
        ([block("paragraph", "x", id="y" * 65)], "body.0.id"),
        ([block("paragraph", 7)], "body.0.value"),
        ([block("paragraph", "a\x00b")], "body.0.value"),
        ([block("paragraph", "<p>" + "x" * 20_001 + "</p>")], "body.0.value"),
        ([paragraph(), block("heading", {"text": "x" * 121})], "body.1.value.text"),
        ([block("heading", {"text": "x", "level": "h1"})], "body.0.value.level"),
        ([block("heading", {"text": "x", "size": 3})], "body.0.value.size"),
        ([block("heading", "x")], "body.0.value"),
        ([block("image", {"image": "7"})], "body.0.value.image"),
        ([block("image", {"image": True})], "body.0.value.image"),
        ([block("image", {"image": 0})], "body.0.value.image"),
        ([block("image", {"image": {"id": -1}})], "body.0.value.image"),
        ([block("image", {"is_decorative": "yes"})], "body.0.value.is_decorative"),
        ([block("embed", {"url": "https://example.org/film", "title": "t"})], "body.0.value.url"),
        ([block("embed", {"url": "javascript:alert(1)", "title": "t"})], "body.0.value.url"),
        ([block("accordion", {"items": "x"})], "body.0.value.items"),
        ([block("accordion", {"items": [{"title": "x" * 121}]})], "body.0.value.items.0.title"),
        ([block("accordion", {"items": [{"title": "x"}] * 13})], "body.0.value.items"),
        ([block("table", {"table": []})], "body.0.value.table"),
        ([block("table", {"table": {"data": "x"}})], "body.0.value.table.data"),
        ([block("table", {"table": {"data": [[{}]]}})], "body.0.value.table.data"),
        ([block("table", {"table": {"data": [["x"] * 21]}})], "body.0.value.table"),
        ([block("table", {"table": {"data": [["x"]], "evil": 1}})], "body.0.value.table.evil"),
        ([block("snippet", 999_999)], "body.0.value"),
        ([block("code", {"language": "klingon", "code": "x"})], "body.0.value.language"),
        ([paragraph()] * 501, "body"),
    ],
)
def test_wrong_block_is_refused_by_its_place(lesson, write, body, place):
    assert place in details_of(write(body))
    assert reload(lesson).revisions.count() == 1


def test_script_is_gone_before_it_is_stored(lesson, write):
    data_of(write([block("paragraph", '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a></p>')]))
    stored = reload(lesson).get_latest_revision().content["body"]
    assert "alert" not in stored
    assert "javascript" not in stored
    assert "onclick" not in stored


def test_unfinished_block_may_be_saved_and_is_named_by_the_review(client, lesson, write):
    data_of(write([block("heading", {}), block("image", {"image": None}), block("question", {"prompt": ""})]))
    course = lesson.get_course()
    answer = client.post(f"{ROOT}courses/{course.pk}/submit/", {})
    assert details_of(answer, 409, "NOT_READY_FOR_REVIEW")["hindrances"]


def test_what_no_database_takes_is_refused(lesson, write):
    value: object = "x"
    for _ in range(400):
        value = [value]
    for wrong in (value, "a\ud800b", {"a\udc00b": 1}, 2**70, 1e300):
        assert write([block("paragraph", wrong)]).status_code == 400
        assert write([block("image", {"image": wrong})]).status_code == 400


def test_blocks_that_are_sent_twice_with_one_id_are_two_blocks(lesson, write):
    first = data_of(write([paragraph()]))["draft"]["body"][0]
    read = data_of(write([first, first]))["draft"]["body"]
    assert len({part["id"] for part in read}) == 2


def test_lines_of_a_course_are_bounded(client, lesson):
    course = lesson.get_course()
    lines = [{"type": "item", "value": "x"}] * 21
    assert "outcomes" in details_of(client.patch(f"{ROOT}courses/{course.pk}/", {"outcomes": lines}))
    long_line = [{"type": "item", "value": "x" * 201}]
    assert "audience.0.value" in details_of(client.patch(f"{ROOT}courses/{course.pk}/", {"audience": long_line}))


@pytest.mark.parametrize("ident", [[None], {}, 3, True, "x" * 200])
def test_id_of_a_block_that_is_none_is_refused_with_its_place(ident):
    point = {"type": "item", "value": "A loaf", "id": ident}
    response = api_client(InstructorFactory()).post("/api/v1/courses/", {"title": "Bread", "outcomes": [point]})
    assert response.status_code == 400
    assert response.json()["error"]["details"].keys() == {"outcomes.0.id"}
