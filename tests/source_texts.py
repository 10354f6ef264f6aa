"""The texts that sources hand to gettext, found without GNU gettext: what `make messages` would collect."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

# The place of the text among the arguments of each function; before it stands the context, if any.
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"), 0),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), 1),
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)({'|'.join(FUNCTIONS)})\(({STRING})(?:,\s*({STRING}))?", re.DOTALL)

Text = tuple[str, str]


def texts_of_python(path: Path) -> Iterator[Text]:
    """Yield (context, text) for each call of gettext, or of one of its kin, in a Python file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        place = FUNCTIONS.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
        if place is None or len(node.args) <= place:
            continue
        given = [argument.value for argument in node.args[: place + 1] if isinstance(argument, ast.Constant)]
        words = [value for value in given if isinstance(value, str)]
        if len(words) > place:
            yield (words[0] if place else "", words[place])


def texts_of_template(path: Path) -> Iterator[Text]:
    """Yield (context, text) for each `translate`, `blocktranslate` and `_()` of a template."""
    for function, *arguments in TEMPLATE_CALL.findall(templatize(path.read_text("utf-8"))):
        words = [ast.literal_eval(argument) for argument in arguments if argument]
        place = FUNCTIONS[function]
        if len(words) > place:
            yield (words[0] if place else "", words[place])
