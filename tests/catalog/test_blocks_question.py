"""Questions to check oneself: they work with a pencil, with a browser alone, and with a script."""

import pytest

from catalog.blocks.question import QuestionBlock
from tests.catalog.blocks_material import api_of, block_of, complaints, page_of, words_of

RELAX = {"text": "It relaxes", "is_correct": True, "feedback": "Yes."}
COOL = {"text": "It cools", "is_correct": False, "feedback": "It warms up."}
RISE = {"text": "It rises", "is_correct": True, "feedback": ""}


def question(*choices: dict, explanation: str = "Rested dough does not tear.") -> tuple[str, dict]:
    return "question", {
        "prompt": "<p>Why does <i>dough</i> rest?</p>",
        "choices": list(choices),
        "explanation": explanation,
    }


def test_question_is_a_group_of_answers_with_its_text():
    element = block_of(*question(RELAX, COOL))

    assert element.name == "fieldset"
    assert words_of(element.select_one("legend")) == "Check yourself"
    assert words_of(element.find(id=element["aria-describedby"])) == "Why does dough rest?"
    assert [words_of(label) for label in element.select("label")] == ["It relaxes", "It cools"]


def test_question_with_one_right_answer_lets_choose_one():
    inputs = block_of(*question(RELAX, COOL)).select("input")

    assert {field["type"] for field in inputs} == {"radio"}
    assert len({field["name"] for field in inputs}) == 1
    assert [field["value"] for field in inputs] == ["1", "2"]


def test_question_with_several_right_answers_says_so_and_lets_choose_several():
    element = block_of(*question(RELAX, COOL, RISE))

    assert {field["type"] for field in element.select("input")} == {"checkbox"}
    assert words_of(element.select_one(".question__hint")) == "More than one answer is right."


def test_answer_is_behind_a_click_that_needs_no_script():
    answer = block_of(*question(RELAX, COOL)).select_one("details")

    assert not answer.has_attr("open")
    assert answer.select_one("summary").text == "Show the answer"
    assert [words_of(row) for row in answer.select("li")] == [
        "Right: It relaxes Yes.",
        "Wrong: It cools It warms up.",
    ]
    assert words_of(answer).endswith("Rested dough does not tear.")


def test_question_tells_a_script_what_is_right_and_where_to_say_so():
    element = block_of(*question(RELAX, COOL))

    assert [field["data-correct"] for field in element.select("input")] == ["true", "false"]
    assert [row["data-feedback"] for row in element.select("[data-feedback]")] == ["1", "2"]
    assert element.select_one("[data-question-result]")["role"] == "status"
    assert element["data-check-label"] == "Check my answer"
    assert element["data-right-label"] == "That is right."
    assert element["data-wrong-label"] == "Not quite. Try again, or look at the answer."


def test_question_keeps_no_choice_of_the_last_visitor():
    assert all(field["autocomplete"] == "off" for field in block_of(*question(RELAX, COOL)).select("input"))
    assert block_of(*question(RELAX, COOL)).select("[checked]") == []


def test_two_questions_do_not_share_their_answers():
    page = page_of(question(RELAX, COOL), ("paragraph", "<p>x</p>"), question(RELAX, COOL))

    assert len({field["name"] for field in page.select("input")}) == 2
    # Those that begin with s- are the places that notes come back to.
    ids = [element["id"] for element in page.select("[id]") if not element["id"].startswith("s-")]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ([], "Give at least two answers to choose from."),
        ([RELAX], "Give at least two answers to choose from."),
        ([COOL, COOL | {"text": "It dries"}], "Mark at least one answer as right."),
        ([RELAX, COOL | {"text": "It relaxes "}], "Two answers are the same."),
    ],
)
def test_question_that_cannot_be_answered_is_refused_but_may_wait_in_a_draft(choices, message):
    assert complaints(*question(*choices)) == {"choices": [message]}
    assert complaints(*question(*choices), is_draft=True) == {}


def test_question_has_at_most_eight_answers():
    choices = [RELAX | {"text": str(number)} for number in range(9)]

    assert complaints(*question(*choices)) == {"choices": ["The maximum number of items is 8"]}


def test_answer_without_words_is_refused():
    assert complaints(*question(RELAX, COOL | {"text": " "})) == {"choices.1.text": ["This field is required."]}


def test_question_needs_no_explanation():
    assert complaints(*question(RELAX, COOL, explanation="")) == {}
    assert block_of(*question(RELAX, COOL, explanation="")).select_one(".question__explanation") is None


def test_question_in_the_api_holds_the_answer_because_nobody_grades_it():
    assert api_of(*question(RELAX, COOL)) == {
        "prompt": "<p>Why does <i>dough</i> rest?</p>",
        "choices": [RELAX, COOL],
        "explanation": "Rested dough does not tear.",
    }


def test_new_question_starts_with_two_answers_to_fill_in():
    assert len(QuestionBlock().get_default()["choices"]) == 2
