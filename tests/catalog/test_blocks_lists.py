"""The short lists of a course page."""

import pytest
from django.core.exceptions import ValidationError

from catalog.blocks import FaqList, ItemList
from tests.catalog.blocks_material import body_of


def items(*texts: str):
    return body_of(*(("item", text) for text in texts), stream=ItemList())


def faq(question: str, answer: str):
    return body_of(("item", {"question": question, "answer": answer}), stream=FaqList())


def test_items_are_read_one_by_one_as_typed():
    assert [item.value for item in items("Bake <b>bread</b>", "Read a recipe")] == [
        "Bake <b>bread</b>",
        "Read a recipe",
    ]


def test_item_is_escaped_when_it_is_shown():
    assert "Bake &lt;b&gt;bread" in str(items("Bake <b>bread</b>"))


@pytest.mark.parametrize("text", ["", "a" * 201])
def test_item_has_words_and_a_length(text):
    body = items(text)

    with pytest.raises(ValidationError):
        body.stream_block.clean(body)


def test_list_has_a_length_that_people_still_read():
    body = items(*map(str, range(21)))

    with pytest.raises(ValidationError) as caught:
        body.stream_block.clean(body)
    assert caught.value.as_json_data()["messages"] == ["The maximum number of items is 20"]


def test_items_in_the_api():
    body = items("Bake bread")

    assert body.stream_block.get_api_representation(body) == [{"type": "item", "value": "Bake bread", "id": "id-0"}]


def test_answer_is_behind_its_question_without_script():
    assert "<summary>Do I need a machine?</summary>" in str(faq("Do I need a machine?", "<p>No.</p>"))


def test_answer_is_cleaned_like_every_text():
    assert "onclick" not in str(faq("Why?", '<p onclick="x()">No.</p>'))


def test_questions_and_answers_in_the_api(settings):
    settings.WAGTAILAPI_BASE_URL = "https://lms.example"
    body = faq("Why?", '<p><a href="/x/">Look</a></p>')

    assert body.stream_block.get_api_representation(body)[0]["value"] == {
        "question": "Why?",
        "answer": '<p><a href="https://lms.example/x/">Look</a></p>',
    }
