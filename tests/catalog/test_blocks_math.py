"""Formulas as MathML."""

from xml.etree import ElementTree

import pytest

from tests.catalog.blocks_material import api_of, block_of, complaints, html_of

FORMULAS = [
    r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}",
    r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
    r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
    r"\left\{ x \in \mathbb{R} \mid x \neq 0 \right\}",
    r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
    r"\vec{a} \cdot \vec{b} = \lVert a \rVert \, \lVert b \rVert \cos\theta",
    r"\binom{n}{k}, \quad \overline{AB}, \quad \underbrace{a+b}_{c}, \quad \operatorname{rank}(A)",
    r"x' + x_1^2 \approx 50\,\% % a comment {",
]


def formula(latex: str, caption: str = "") -> tuple[str, dict[str, str]]:
    return "math", {"latex": latex, "caption": caption}


def test_formula_is_mathml_with_its_source_for_copying_and_reading_out():
    math = block_of(*formula(r"\frac{a}{b}")).select_one("math")

    assert str(math) == (
        r'<math alttext="\frac{a}{b}" display="block" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow>'
        "<mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac></mrow></mrow>"
        r'<annotation encoding="application/x-tex">\frac{a}{b}</annotation></semantics></math>'
    )


@pytest.mark.parametrize("latex", FORMULAS)
def test_formula_of_a_textbook_is_accepted_and_well_formed(latex):
    assert complaints(*formula(latex)) == {}

    math = ElementTree.fromstring(str(block_of(*formula(latex)).select_one("math")))

    assert math.find(".//{*}annotation").text == latex


def test_aligned_equations_stand_in_rows():
    math = block_of(*formula(r"\begin{aligned} a &= b \\ c &= d \end{aligned}")).select_one("math")

    assert len(math.select("mtr")) == 2
    assert "&" not in math.select_one("mrow").text


def test_formula_has_a_caption_that_names_it():
    element = block_of(*formula("a", "Hydration"))

    assert element.select_one("figcaption").text == "Hydration"
    assert element.select_one("[role=group]")["aria-label"] == "Hydration"


def test_formula_that_was_saved_broken_is_shown_as_its_source():
    element = block_of(*formula(r"\frac{a}{b <i>"))

    assert element.select_one("math") is None
    assert element.select_one("code").text == r"\frac{a}{b <i>"


def test_formula_text_is_escaped_in_every_place():
    html = html_of(formula(r'\text{<img src=x onerror=alert(1)>} "'))

    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html.replace("\xa0", " ")


def test_character_references_in_a_formula_do_not_become_markup():
    assert "<img" not in html_of(formula(r"\text{&#x3C;img src=x&#x3E;}"))


def test_formula_may_wait_in_a_draft_until_it_is_right():
    assert complaints(*formula(r"\frac{a}"), is_draft=True) == {}


def test_formula_in_the_api_is_latex_and_mathml():
    answer = api_of(*formula("a", "A letter"))

    assert answer == {
        "latex": "a",
        "caption": "A letter",
        "mathml": (
            '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="a"><semantics><mrow><mrow>'
            '<mi>a</mi></mrow></mrow><annotation encoding="application/x-tex">a</annotation></semantics></math>'
        ),
    }


def test_broken_formula_in_the_api_has_no_mathml():
    assert api_of(*formula(r"\frac{a}"))["mathml"] is None
