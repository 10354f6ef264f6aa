"""Formulas: LaTeX in, MathML out, on the server, with a message that says where it went wrong.

latex2mathml writes its result unescaped, copies `\\href`, `\\style` and unknown commands through, and tells
no position. So the tree it builds is taken, cut down to known elements and attributes, and written by
ElementTree, which escapes; what it would swallow silently is refused before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element

from catalog.latex_check import LatexProblem, check_structure, cut_points, in_known_environments

MAX_LENGTH = 2000
_MAX_TREE_DEPTH = 150
_MATHML = "http://www.w3.org/1998/Math/MathML"
_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "mfrac", "msqrt", "mroot", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose",
}  # fmt: skip
_CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
_ATTRIBUTES = {
    "display", "displaystyle", "scriptlevel", "mathvariant", "mathsize", "mathcolor", "mathbackground",
    "stretchy", "fence", "form", "separator", "symmetric", "largeop", "movablelimits", "accent",
    "accentunder", "lspace", "rspace", "minsize", "maxsize", "linethickness", "columnalign", "columnspacing",
    "columnlines", "rowspacing", "rowlines", "width", "height", "depth", "voffset", "notation",
}  # fmt: skip
_ATTRIBUTE_VALUE = re.compile(r"[\w #%+.,-]{0,60}")
_CHARACTER = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
_ATTEMPTS = 25
# The parser's own exceptions have no common base, and some mistakes trip over its own code instead.
_NOT_UNDERSTOOD = (
    *(found for found in vars(exceptions).values() if isinstance(found, type) and issubclass(found, Exception)),
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)


class MathError(ValueError):
    """A formula that cannot be shown; the text says what is wrong and where, in words for its author."""


@lru_cache(maxsize=512)
def to_mathml(latex: str) -> SafeString:
    """Return the display formula `latex` as a `<math>` element with its source as annotation.

    Raises MathError with a message for people: an unknown command, an open brace, a missing argument.
    """
    if len(latex) > MAX_LENGTH:
        raise MathError(_("A formula may be at most %(count)d characters long.") % {"count": MAX_LENGTH})
    problem = check_structure(latex)
    if problem:
        raise MathError(_at(problem, latex))
    try:
        root = _parse(latex)
    except MathError as error:
        raise MathError(_at(LatexProblem(str(error), _where(latex)), latex)) from error
    return mark_safe(_written(root, latex))


def mathml_or_source(latex: str) -> SafeString:
    """Return the formula as MathML; one that cannot be parsed is shown as its source, never as an error."""
    try:
        return to_mathml(latex)
    except MathError:
        return mark_safe(f'<code class="math-source">{escape(latex)}</code>')


def _parse(latex: str) -> Element:
    """The tree that latex2mathml builds. Raises MathError with the reason alone."""
    try:
        root = convert_to_element(in_known_environments(latex), display="block")
    except _NOT_UNDERSTOOD as error:
        raise MathError(_reason(error)) from error
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _MAX_TREE_DEPTH:
            raise MathError(_("this is nested too deeply"))
        # The parser leaves a fraction with one part standing; a browser would show it as an error.
        if len(element) != _CHILDREN.get(element.tag, len(element)):
            raise MathError(_("a part of a fraction, root, index or exponent is missing"))
        waiting.extend((child, depth + 1) for child in element)
    return root


def _reason(error: Exception) -> str:
    if isinstance(error, exceptions.DoubleSubscriptsError):
        return _("two indices in a row; put braces around what belongs together")
    if isinstance(error, exceptions.DoubleSuperscriptsError):
        return _("two exponents in a row; put braces around what belongs together")
    if isinstance(error, exceptions.MissingSuperScriptOrSubscriptError):
        return _("the index or exponent is missing")
    return _("this part cannot be read; something before or after it is missing")


def _written(root: Element, latex: str) -> str:
    """The cleaned tree as text, wrapped so that the source travels with it."""
    math = Element("math", {"xmlns": _MATHML, "display": "block", "alttext": latex})
    semantics = SubElement(math, "semantics")
    row = SubElement(semantics, "mrow")
    row.extend(_cleaned(child) for child in root)
    SubElement(semantics, "annotation", {"encoding": "application/x-tex"}).text = latex
    return tostring(math, encoding="unicode")


def _cleaned(element: Element) -> Element:
    """A copy of `element` with known names only; its character references become characters."""
    copy = Element(element.tag if element.tag in _ELEMENTS else "mrow")
    for name, value in element.attrib.items():
        if name in _ATTRIBUTES and _ATTRIBUTE_VALUE.fullmatch(value):
            copy.set(name, value)
    copy.text = _CHARACTER.sub(_character, element.text or "") or None
    copy.extend(_cleaned(child) for child in element)
    return copy


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_text = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_text else "\N{REPLACEMENT CHARACTER}"


def _where(latex: str) -> int:
    """The first place that is not understood: right behind the longest beginning that is."""
    for end in _last_points(latex):
        if end < len(latex) and _is_readable(latex[:end]):
            rest = latex[end:]
            return end + len(rest) - len(rest.lstrip())
    return 0


def _last_points(latex: str) -> Iterator[int]:
    """Where to cut, longest beginning first; no more than a few, so that a long formula stays cheap."""
    return iter(sorted(cut_points(latex), reverse=True)[:_ATTEMPTS])


def _is_readable(latex: str) -> bool:
    try:
        _parse(latex)
    except MathError:
        return not latex.strip()
    return True


def _at(problem: LatexProblem, latex: str) -> str:
    """The message with line, column and the few characters that stand there."""
    before = latex[: problem.position]
    return _("Line %(line)d, character %(column)d, near “%(near)s”: %(reason)s.") % {
        "line": before.count("\n") + 1,
        "column": problem.position - (before.rfind("\n") + 1) + 1,
        "near": latex[problem.position : problem.position + 15].strip() or latex[-15:].strip(),
        "reason": problem.reason,
    }
