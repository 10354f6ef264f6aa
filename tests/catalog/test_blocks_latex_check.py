"""What is told about a formula before it is parsed, and where it may be cut to find a mistake."""

import pytest

from catalog.latex_check import LatexProblem, check_structure, cut_points, in_known_environments


@pytest.mark.parametrize(
    "latex",
    [
        "a",
        r"\{ a \}",
        r"\left\{ a \right.",
        r"50\% of % {{{ in a comment",
        r"\text{50\% of it}",
        r"\operatorname*{arg max}",
        r"\begin {matrix} a \end {matrix}",
        r"{{{{a}}}}",
        r"\,\;\!\\\&\_\#\$",
    ],
)
def test_formula_in_order_has_no_problem(latex):
    assert check_structure(latex) is None


def test_first_of_several_problems_is_told():
    assert check_structure(r"\foo \bar{").position == 0


def test_deepest_open_brace_is_the_one_that_is_told():
    assert check_structure("{a {b}{c") == LatexProblem("{ is opened but } is missing", 6)


def test_forty_levels_are_enough_and_one_more_is_too_deep():
    assert check_structure("{" * 40 + "}" * 40) is None
    assert check_structure("{" * 41 + "}" * 41) == LatexProblem("this is nested too deeply", 40)


@pytest.mark.parametrize(
    ("latex", "pieces"),
    [
        ("ab", ["", "a", "ab"]),
        (r"a{b}c", ["", "a", "a{b}", "a{b}c"]),
        (r"\sqrt x", ["", r"\sqrt", r"\sqrt x"]),
        (r"\left(a\right)", ["", r"\left(a\right", r"\left(a\right)"]),
        (r"\begin{matrix}a\end{matrix}", ["", r"\begin{matrix}a\end{matrix}"]),
        (r"\text{a b}c", ["", r"\text{a b}", r"\text{a b}c"]),
    ],
)
def test_formula_is_never_cut_inside_what_belongs_together(latex, pieces):
    assert [latex[:end] for end in cut_points(latex)] == pieces


def test_environments_of_latex_are_called_what_the_converter_knows():
    assert in_known_environments(r"\begin{aligned}a\end{aligned}") == r"\begin{align*}a\end{align*}"
    assert in_known_environments(r"\begin{pmatrix}a\end{pmatrix}") == r"\begin{pmatrix}a\end{pmatrix}"
