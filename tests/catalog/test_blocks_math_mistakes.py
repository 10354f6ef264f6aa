"""What an author is told about a formula that cannot be shown: what, and where."""

import time

import pytest
from django.utils import translation

from catalog.mathematics import MathError, to_mathml
from tests.catalog.blocks_material import complaints


def told(latex: str) -> str:
    with pytest.raises(MathError) as caught:
        to_mathml(latex)
    return str(caught.value)


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"\frac{1}{2", "Line 1, character 9, near “{2”: { is opened but } is missing."),
        ("x }", "Line 1, character 3, near “}”: nothing is open that this could close."),
        (r"\left( x", r"Line 1, character 1, near “\left( x”: \left is opened but \right is missing."),
        (r"a \right)", r"Line 1, character 3, near “\right)”: nothing is open that this could close."),
        (r"\left( {a \right)", r"Line 1, character 11, near “\right)”: { is opened but } is missing."),
        (
            "a\n\\begin{matrix} b",
            r"Line 2, character 1, near “\begin{matrix}”: \begin{matrix} is opened but \end{matrix} is missing.",
        ),
        (
            r"\begin{matrix} a \end{pmatrix}",
            r"Line 1, character 18, near “\end{pmatrix}”: \begin{matrix} is opened but \end{matrix} is missing.",
        ),
        (r"\begin{foo}", r"Line 1, character 1, near “\begin{foo}”: there is no environment called foo here."),
        (r"1 + \foo", r"Line 1, character 5, near “\foo”: \foo is not a command that is known here."),
        (
            "a_b_c + d",
            "Line 1, character 4, near “_c + d”: two indices in a row; put braces around what belongs together.",
        ),
        (
            "a^b^c",
            "Line 1, character 4, near “^c”: two exponents in a row; put braces around what belongs together.",
        ),
        ("a^2 + x^", "Line 1, character 8, near “^”: the index or exponent is missing."),
        (
            "a\n+ \\frac{1}",
            r"Line 2, character 3, near “\frac{1}”: a part of a fraction, root, index or exponent is missing.",
        ),
        (
            r"1 + \sqrt",
            r"Line 1, character 5, near “\sqrt”: "
            "this part cannot be read; something before or after it is missing.",
        ),
        ("", "Line 1, character 1, near “”: the formula is empty."),
        ("  \n", "Line 1, character 1, near “”: the formula is empty."),
    ],
)
def test_mistake_in_a_formula_is_named_with_its_place(latex, message):
    assert told(latex) == message


@pytest.mark.parametrize(
    "latex",
    [
        r"\newcommand{\x}{\x\x}\x",
        r"\def\x{\x\x}\x",
        r"\newenvironment{x}{a}{b}\begin{x}\end{x}",
        r"\DeclareMathOperator{\x}{x}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//evil.example)}{x}",
        r"\class{evil}{x}",
        r"\unicode{x3c}",
        r"\verb|<script>|",
    ],
)
def test_command_that_could_reach_beyond_the_formula_is_not_available(latex):
    assert "is not available here" in told(latex)


def test_editor_shows_the_message_at_the_field():
    assert complaints("math", {"latex": r"1 + \foo", "caption": ""}) == {
        "latex": [r"Line 1, character 5, near “\foo”: \foo is not a command that is known here."]
    }


def test_formula_that_is_too_long_is_refused_with_the_limit():
    assert told("x" * 2001) == "A formula may be at most 2000 characters long."


@pytest.mark.parametrize(
    "latex",
    [
        "{" * 50 + "}" * 50,
        r"\sqrt" * 300 + "2",
        r"\frac1" * 300 + "2",
        "x^" * 900 + "2",
        "'" * 1900,
        r"\hat" * 400 + "x",
        r"\left(" * 100 + r"\right)" * 100,
        r"\frac{a}{b}" * 180 + "_",
        "x_1^2+" * 330 + "a_b_c",
    ],
)
def test_formula_made_to_be_slow_is_answered_at_once(latex):
    start = time.process_time()
    try:
        answer = to_mathml(latex)
    except MathError as error:
        answer = str(error)

    assert answer
    assert time.process_time() - start < 2


def test_attributes_that_a_formula_asks_for_are_limited_to_harmless_ones():
    assert "mathcolor" not in to_mathml(r"\textcolor{url(x)}{a}")
    assert 'mathcolor="red"' in to_mathml(r"\textcolor{red}{a}")


def test_message_is_in_the_language_of_the_author():
    with translation.override("id"):
        message = told("x }")

    assert "1" in message
    assert "3" in message
